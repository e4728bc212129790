package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.idempotency.ExpiredRequests;
import be.enbro.soho.openapi.DescribedApi;
import be.enbro.soho.openapi.DescribedOperation;
import be.enbro.soho.postgresql.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * No statement reads more than its answer needs, however many records there are: every statement that the calls of both APIs
 * execute on {@link FullTables}, once with the plans of a session that began when the tables were almost empty, which it
 * keeps (docs/decisions/0011), and once with those made for full tables. Statements are generic, so there are no other plans.
 */
abstract class PlanScenarios {
    /** A record and what belongs to it. */
    private static final int ONE = 10;

    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String SUPPLIERS = "/operator/v1/suppliers/";

    private static final int EANS_OF_CUSTOMER = 60;

    /** With the customer of each, and those that the calls create. */
    private static final int ALL_EANS_OF_CUSTOMER = 2 * (EANS_OF_CUSTOMER + 20);

    /** Between landmarks: at most 200 customers are counted and 100 skipped, then up to 25 read by id. */
    private static final int PAGE = 200 + 100 + 2 * 25 + ONE;

    private static final int LIMIT = 100;

    /** Each event is counted as read and as joined with the state of the ledger. */
    private static final int FEED = 2 * LIMIT + 3 * ONE;

    /** The two lists below are read or counted whole: there are at most some hundred suppliers and organisations. */
    private static final int ALL_SUPPLIERS = FullTables.SUPPLIERS + 200;

    private static final int ALL_ORGANISATIONS = FullTables.ORGANISATIONS + 100;

    /** The statements that serve all organisations, by the reason. */
    private static final Map<String, Pattern> GLOBAL = Map.of(
            "an email belongs to at most one customer",
            pattern("SELECT id FROM customers WHERE \\(\\(email = \\$1\\) AND \\(id <> \\$2\\)\\)"),
            "a number belongs to at most one EAN",
            pattern(
                    "SELECT number, customer_id FROM eans WHERE \\(\\(number IN \\([$\\d, ]+\\)\\) AND \\(id <> \\$\\d+\\)\\)"),
            "free_eans counts the EANs of a customer who was found with the organisation",
            pattern("5000 - \\(SELECT count\\(\\*\\) FROM eans WHERE customer_id = customer\\)"),
            "correct changes a row that was found with the organisation",
            pattern("UPDATE (customers|eans) SET \\(.*\\) = .* WHERE id = \\$2"),
            "the ledger records a row that was found with the organisation",
            pattern("INSERT INTO events .*"),
            "an erasure follows a customer who was found with the organisation",
            pattern(
                    "WITH removed AS \\(DELETE FROM eans WHERE customer_id = OLD\\.id .*|UPDATE idempotent_requests SET .* FROM gone\\)"),
            "foreign keys",
            pattern("SELECT 1 FROM ONLY \"public\"\\.\\S+ x WHERE .* FOR KEY SHARE OF x"));

    /** How a statement names the organisation: compared alone, with the id, from the EAN's customer, or inserted. */
    private static final Pattern ORGANISATION = pattern("(?:organisation_id(?: \\+ \\S+?)?\\)* = "
            + "|\\(organisation_id, id\\) <= \\("
            + "|SELECT \\S*organisation_id FROM customers \\S+ WHERE \\(\\S+ = \\S+\\)\\) = "
            + "|INSERT INTO customers \\(organisation_id,.*? SELECT "
            + "|INSERT INTO idempotent_requests \\(organisation_id,.*? VALUES \\()(\\$\\d+)");

    private static final Set<String> OF_ORGANISATIONS = Set.of("customers", "eans", "idempotent_requests");

    private static final List<Call> CALLS = new ArrayList<>();
    private static final List<Executed> WITH_OLD_PLANS = new ArrayList<>();
    private static final List<Executed> WITH_NEW_PLANS = new ArrayList<>();
    private static long lastCustomer;

    /** Each call of the description, in each variant that executes statements of its own. */
    private static List<Call> calls(Records of) {
        String customer = CUSTOMERS + "/" + of.customer;
        String organisation = "/operator/v1/organisations/" + of.partner.id();
        String tokens = organisation + "/tokens";
        String token = tokens + "/" + Fixtures.token(of.partner.id(), Tokens.random());
        Body retried = Body.customer();
        String run = "-" + Unique.number();
        String eans = customer + "/eans";
        Body taken = Body.customer().with("customer.email", Body.quoted(of.email));
        String otherEmail = Unique.email();
        Fixtures.customer(of.partner.id(), otherEmail);
        String ean = "/api/v1/eans/" + Fixtures.ean(of.customer, Unique.ean());
        String takenBulk = Body.bulk(Body.ean(), Body.ean(of.number));
        return List.of(
                of.get(ONE, "/api/v1/ping"),
                of.get(ONE, "/api/v1/me"),
                of.get(ALL_SUPPLIERS, "/api/v1/suppliers?name=full"),
                of.get(PAGE, "/api/v1/customers"),
                of.get(PAGE, "/api/v1/customers?page=20&per=25"),
                of.get(PAGE, "/api/v1/customers?page=2001&per=25"),
                of.get(PAGE, "/api/v1/customers?page=999999"),
                of.get(LIMIT + ONE, "/api/v1/customers?after=0&limit=" + LIMIT),
                of.get(LIMIT + ONE, "/api/v1/customers?limit=" + LIMIT + "&after=" + of.customer / 2),
                of.get(LIMIT + ONE, "/api/v1/customers?limit=" + LIMIT + "&after=" + (of.customer - 1)),
                of.get(FEED, "/api/v1/changes"),
                of.get(FEED, "/api/v1/changes?after=" + of.newest("/api/v1/changes")),
                of.get(ONE, customer),
                of.get(ONE, "/api/v1/customers/" + of.foreignCustomer).is(404),
                of.get(ALL_EANS_OF_CUSTOMER, customer + "/eans"),
                of.get(ONE, "/api/v1/customers/" + of.foreignCustomer + "/eans").is(404),
                of.get(ONE, "/api/v1/eans/" + of.ean),
                of.get(ONE, "/api/v1/eans?number=" + of.number),
                of.patch(ONE, customer, "{\"customer\":{\"profile\":{\"city\":\"City " + run + "\"}}}"),
                of.patch(ONE, customer, email(Unique.email())),
                of.patch(ONE, customer, email(of.email)),
                of.patch(ONE, customer, email(otherEmail)).is(422),
                of.patch(ONE, CUSTOMERS + "/" + of.foreignCustomer, "{}").is(404),
                of.patch(ONE, ean, Body.ean().without("ean.product").text()),
                of.patch(ONE, ean, "{\"ean\":{\"city\":\"City " + run + "\",\"supplier_id\":" + of.supplier + "}}"),
                of.patch(ONE, ean, Body.ean(of.number).text()).is(422),
                of.call(ONE, "DELETE", ean, "").is(204),
                of.post(ONE, "/api/v1/customers/search", Body.empty().with("customer.email", Body.quoted(of.email))),
                of.post(ONE, CUSTOMERS, Body.customer()),
                of.post(ONE, CUSTOMERS, taken).is(422),
                of.post(ONE, CUSTOMERS, taken.without("customer.profile.city")).is(422),
                of.post(ONE, CUSTOMERS + "/check", Body.customer()),
                of.post(ONE, CUSTOMERS, Body.customer()).with("new" + run),
                of.post(ONE, CUSTOMERS, retried).with("retried" + run),
                of.post(ONE, CUSTOMERS, retried).with("retried" + run),
                of.post(ONE, CUSTOMERS, retried.without("customer.profile"))
                        .with("retried" + run)
                        .is(422),
                of.post(ONE, CUSTOMERS, retried).with("taken" + run).is(422),
                of.post(ALL_EANS_OF_CUSTOMER, eans, Body.ean().with("ean.supplier_id", "\"" + of.supplier + "\""))
                        .is(201),
                of.post(ALL_EANS_OF_CUSTOMER, eans, Body.ean(of.number)).is(422),
                of.post(ALL_EANS_OF_CUSTOMER, eans, Body.ean(of.number).without("ean.product"))
                        .is(422),
                of.post(ALL_EANS_OF_CUSTOMER, eans + "/check", Body.ean(of.number))
                        .is(422),
                of.post(ALL_EANS_OF_CUSTOMER, eans, Body.ean())
                        .with("ean" + run)
                        .is(201),
                of.post(ALL_EANS_OF_CUSTOMER, eans + "/bulk", Body.bulk(Body.ean(), Body.ean()))
                        .is(201),
                of.post(ALL_EANS_OF_CUSTOMER, eans + "/bulk", takenBulk).is(422),
                of.post(ALL_EANS_OF_CUSTOMER, eans + "/bulk/check", takenBulk).is(422),
                of.post(ALL_EANS_OF_CUSTOMER, eans + "/bulk", Body.bulk(Body.ean(), Body.ean()))
                        .with("bulk" + run)
                        .is(201),
                of.post(ALL_EANS_OF_CUSTOMER, eans + "/bulk", takenBulk)
                        .with("taken-bulk" + run)
                        .is(422),
                of.get(ALL_EANS_OF_CUSTOMER, customer + "/export"),
                of.get(ONE, "/api/v1/customers/" + of.foreignCustomer + "/export")
                        .is(404),
                of.delete(ONE, CUSTOMERS + "/" + of.newCustomer()),
                of.delete(ONE, "/api/v1/customers/" + of.foreignCustomer).is(404),
                operator(FEED, "GET", "/operator/v1/changes", ""),
                operator(FEED, "GET", "/operator/v1/changes?organisation_id=" + of.partner.id(), ""),
                operator(FEED, "GET", "/operator/v1/changes?type=customer.registered", ""),
                operator(FEED, "GET", "/operator/v1/changes?type=customer.erased", ""),
                operator(FEED, "GET", "/operator/v1/changes?type=token.issued&organisation_id=" + of.partner.id(), ""),
                operator(LIMIT + ONE, "GET", "/operator/v1/erasures?limit=" + LIMIT, ""),
                operator(ONE, "POST", "/operator/v1/erasures/replay", replay(of.newCustomer(), 0)),
                operator(ALL_ORGANISATIONS, "GET", "/operator/v1/organisations?page=3", ""),
                operator(ONE, "GET", organisation, ""),
                operator(ONE, "POST", "/operator/v1/organisations", organisation("full-" + Unique.number()))
                        .is(201),
                operator(ONE, "POST", "/operator/v1/organisations", organisation(of.domain))
                        .is(422),
                operator(
                        ONE, "PATCH", organisation, "{\"organisation\":{\"name\":\"Full" + run + "\",\"disabled\":0}}"),
                operator(ONE, "PATCH", organisation, organisation(of.otherDomain()))
                        .is(422),
                operator(ONE, "POST", tokens, "{\"token\":{\"label\":\"full\"}}")
                        .is(201),
                operator(ONE, "PATCH", token, "{\"token\":{\"label\":\"full" + run + "\",\"expires_at\":null}}"),
                operator(2 * of.tokens() + ONE, "GET", tokens, ""),
                operator(ONE, "DELETE", tokens + "/" + Fixtures.token(of.partner.id(), Tokens.random()), "")
                        .is(204),
                operator(ONE, "POST", "/operator/v1/customers/search", email(of.email)),
                operator(ONE, "POST", "/operator/v1/customers/search", "{\"ean\":{\"number\":\"" + of.number + "\"}}"),
                operator(ONE, "PATCH", SUPPLIERS + of.supplier, "{\"supplier\":{\"name\":\"Full" + run + "\"}}"),
                operator(ONE, "DELETE", SUPPLIERS + of.supplier, "").is(409),
                operator(ONE, "DELETE", SUPPLIERS + Fixtures.supplier("Removed"), "")
                        .is(204),
                operator(ALL_SUPPLIERS, "GET", "/operator/v1/suppliers?page=3", ""),
                operator(ONE, "POST", "/operator/v1/suppliers", "{\"supplier\":{\"name\":\"Full\"}}")
                        .is(201));
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    private static Call operator(int rows, String method, String path, String body) {
        return new Call(SohoApi.operator(), Optional.empty(), rows, method, path, body, 200);
    }

    private static String email(String email) {
        return Body.empty().with("customer.email", Body.quoted(email)).text();
    }

    private static String organisation(String domain) {
        return "{\"organisation\":{\"name\":\"Full\",\"domain\":\"" + domain + "\"}}";
    }

    private static String replay(long... customers) {
        return Arrays.stream(customers)
                .mapToObj(customer -> "{\"customer_id\":" + customer + ",\"erased_at\":\"2999-12-31T00:00:00Z\"}")
                .collect(Collectors.joining(",", "{\"erasures\":[", "]}"));
    }

    @BeforeAll
    static void each_call_is_made_on_almost_empty_tables_and_then_twice_on_full_ones() {
        Fixtures.deleteAll();
        Database.administer("ALTER SYSTEM SET autovacuum = off");
        PlanLog.start();
        endSessions();
        Partner large = Partner.any();
        Partner small = Partner.any();
        records(large, small).forEach(records -> execute(records, new ArrayList<>()));
        FullTables.analyze();
        records(large, small).forEach(records -> execute(records, new ArrayList<>()));

        FullTables.fill(large, small);
        List<Records> records = records(large, small);
        records.forEach(of -> execute(of, WITH_OLD_PLANS));
        FullTables.analyze();
        records.forEach(of -> execute(of, WITH_NEW_PLANS));
        lastCustomer = records.get(1).customer;
    }

    private static List<Records> records(Partner large, Partner small) {
        Records ofLarge = Records.create(large);
        Records ofSmall = Records.create(small);
        return List.of(ofLarge.withForeign(ofSmall), ofSmall.withForeign(ofLarge));
    }

    private static void execute(Records records, List<Executed> executed) {
        calls(records).forEach(call -> {
            CALLS.add(call);
            PlanLog.during(call::send).forEach(plan -> executed.add(new Executed(call, plan)));
        });
    }

    @AfterAll
    static void the_tables_are_empty_again() {
        PlanLog.stop();
        Database.administer("ALTER SYSTEM RESET autovacuum");
        endSessions();
        Fixtures.deleteAll();
    }

    /** Sessions have the settings with which they began. */
    private static void endSessions() {
        Database.number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'soho'");
        // After half a second the pool tests a connection before it lends it.
        await("new sessions")
                .pollDelay(Duration.ofSeconds(1))
                .until(() -> SohoApi.anonymous().get("/health/ready").status() == 200);
    }

    @Test
    void plans_made_on_almost_empty_tables_read_what_the_answer_needs() {
        assertNone(WITH_OLD_PLANS, Executed::readsTooMuch);
    }

    @Test
    void plans_made_on_full_tables_read_what_the_answer_needs() {
        assertNone(WITH_NEW_PLANS, Executed::readsTooMuch);
    }

    /** With the settings of the server's sessions, of which the role has those of the log. */
    @Test
    void the_deletion_of_records_reads_only_what_it_deletes() throws SQLException {
        int expired = 5;
        Database.update(
                "UPDATE idempotent_requests SET answered_at = now() - interval '8 days'"
                        + " WHERE key_hash IN (SELECT key_hash FROM idempotent_requests ORDER BY key_hash LIMIT ?)",
                expired);
        try (Connection session = Sessions.forRequests(() -> {}).getConnection();
                Statement delete = session.createStatement()) {
            List<ExecutedPlan> plans = new ArrayList<>();
            plans.addAll(PlanLog.during(() -> assertEquals(expired, deleted(session))));
            delete.execute("DELETE FROM eans WHERE customer_id = " + lastCustomer);
            plans.addAll(PlanLog.during(() -> execute(delete, "DELETE FROM customers WHERE id = " + lastCustomer)));

            assertTrue(plans.stream().anyMatch(plan -> plan.sql().contains("ids = NULL")), plans::toString);
            plans.forEach(plan -> assertTrue(plan.rows() <= 4 * expired + ALL_EANS_OF_CUSTOMER, plan::toString));
        }
    }

    private static long deleted(Connection session) {
        try {
            return ExpiredRequests.delete(session, 7);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void each_statement_of_a_partner_on_customers_or_eans_names_the_organisation() {
        assertNone(WITH_NEW_PLANS, Executed::ignoresOrganisation);
    }

    @Test
    void each_exception_is_needed() {
        GLOBAL.forEach((reason, pattern) ->
                assertFalse(WITH_NEW_PLANS.stream().noneMatch(executed -> executed.isGlobal(pattern)), reason));
    }

    @Test
    void each_described_call_is_guarded() {
        List<String> unguarded = DescribedApi.allOperations()
                .filter(operation -> CALLS.stream().noneMatch(call -> call.isOf(operation)))
                .map(DescribedOperation::id)
                .toList();

        assertEquals(List.of(), unguarded);
    }

    private static void assertNone(List<Executed> executed, Predicate<Executed> isWrong) {
        assertFalse(executed.isEmpty());
        assertEquals(
                "", executed.stream().filter(isWrong).map(Executed::toString).collect(Collectors.joining("\n")));
    }

    /**
     * A request.
     *
     * @param organisation the partner's; none for the operator
     * @param rows the maximum number of rows that one of its statements may read
     * @param status the expected status
     */
    private record Call(
            SohoApi api, Optional<Long> organisation, int rows, String method, String path, String body, int status) {
        Call with(String key) {
            SohoApi retry = api.with("Idempotency-Key", key);
            return new Call(retry, organisation, rows, method, path, body, status);
        }

        Call is(int expected) {
            return new Call(api, organisation, rows, method, path, body, expected);
        }

        void send() {
            Answer answer = body.isEmpty() ? api.send(method, path) : api.sendJson(method, path, body);
            assertEquals(status, answer.status(), () -> this + ": " + answer);
        }

        boolean isOf(DescribedOperation operation) {
            return operation.method().equalsIgnoreCase(method) && operation.hasPath(path.split("\\?", 2)[0]);
        }

        /** Each row by an index of up to three levels, and what else a statement needs, as the catalog. */
        int blocks() {
            return 4 * rows + 150;
        }

        @Override
        public String toString() {
            return method + " " + path + " (at most " + rows + " rows, " + blocks() + " blocks)";
        }
    }

    private record Executed(Call call, ExecutedPlan plan) {
        boolean readsTooMuch() {
            return plan.rows() > call.rows || plan.blocks() > call.blocks();
        }

        boolean ignoresOrganisation() {
            return call.organisation.isPresent()
                    && plan.tables().stream().anyMatch(OF_ORGANISATIONS::contains)
                    && GLOBAL.values().stream().noneMatch(this::isGlobal)
                    && !plan.parameter(ORGANISATION).equals(call.organisation.map(String::valueOf));
        }

        boolean isGlobal(Pattern pattern) {
            return pattern.matcher(plan.sql()).matches();
        }

        @Override
        public String toString() {
            return call + ": " + plan;
        }
    }

    /** Records of an organisation, the last of their tables, and a customer of another organisation. */
    private record Records(
            Partner partner,
            String domain,
            long customer,
            String email,
            long ean,
            String number,
            long supplier,
            long foreignCustomer) {
        static Records create(Partner partner) {
            String email = Unique.email();
            long customer = Fixtures.customer(partner.id(), email);
            long supplier = Fixtures.supplier("Full");
            FullTables.eans(customer, supplier, EANS_OF_CUSTOMER - 1);
            String number = Unique.ean();
            return new Records(
                    partner,
                    Database.text("SELECT domain FROM organisations WHERE id = ?", partner.id()),
                    customer,
                    email,
                    Fixtures.ean(customer, number),
                    number,
                    supplier,
                    0);
        }

        Records withForeign(Records other) {
            return new Records(partner, domain, customer, email, ean, number, supplier, other.customer);
        }

        Call get(int rows, String path) {
            return call(rows, "GET", path, "");
        }

        Call delete(int rows, String path) {
            return call(rows, "DELETE", path, "");
        }

        /** Creates a customer for one call, with an EAN. */
        long newCustomer() {
            long id = Fixtures.customer(partner.id(), Unique.email());
            Fixtures.ean(id, Unique.ean());
            return id;
        }

        Call post(int rows, String path, Body body) {
            return post(rows, path, body.text());
        }

        Call post(int rows, String path, String body) {
            return call(rows, "POST", path, body);
        }

        Call patch(int rows, String path, String body) {
            return call(rows, "PATCH", path, body);
        }

        /** With a token of its own, which the server looks up. */
        private Call call(int rows, String method, String path, String body) {
            SohoApi api = SohoApi.bearer(Fixtures.token(partner.id()));
            return new Call(api, Optional.of(partner.id()), rows, method, path, body, 200);
        }

        /** Returns the last cursor of a feed. */
        String newest(String feed) {
            SohoApi api = SohoApi.bearer(Fixtures.token(partner.id()));
            String after = "";
            for (Answer page = api.get(feed + "?limit=1000"); page.body().contains("cursor"); ) {
                after = page.string("next_after");
                page = api.get(feed + "?limit=1000&after=" + after);
            }
            return after;
        }

        String otherDomain() {
            return Database.text(
                    "SELECT domain FROM organisations JOIN customers ON organisations.id = organisation_id WHERE customers.id = ?",
                    foreignCustomer);
        }

        int tokens() {
            return (int) Database.number("SELECT count(*) FROM access_tokens WHERE organisation_id = ?", partner.id());
        }
    }
}
