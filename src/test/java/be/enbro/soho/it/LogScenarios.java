package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's log has one line per request and contains nothing secret or personal. */
abstract class LogScenarios {
    /** Transactions of one organisation: three quarters of half a pool of 32. */
    private static final int SHARE_AND_ONE = 12 + 1;

    /** In the first round the pool may still have to open its connections. */
    private static final int MAX_ROUNDS = 5;

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/me, /me, 200",
        "GET, /api/v1/customers?page=2&per=3, /customers, 200",
        "GET, /api/v1/customers/123456789, /customers/{, 404",
        "GET, /api/v1/customers/123456789/eans, /eans, 404",
        "DELETE, /api/v1/me, , 405",
        "GET, /api/v1/nothing, , 404"
    })
    void a_request_has_one_log_line(String method, String path, String template, int status)
            throws InterruptedException {
        Partner partner = Partner.any();
        String id = "log-" + Unique.number();
        assertEquals(
                status,
                partner.api().with("X-Request-Id", id).send(method, path).status());

        List<String> lines = ServerLog.ofRequest(id);

        assertEquals(1, lines.size(), lines.toString());
        String line = lines.get(0);
        for (String part : new String[] {method, template == null ? "" : template, Integer.toString(status)}) {
            assertTrue(line.contains(part), part + " in " + line);
        }
        assertTrue(line.contains(Long.toString(partner.id())), line);
        assertTrue(line.matches("(?s).*\\d+ [mu]s\\b.*"), line);
        assertFalse(line.contains("123456789"), line);
    }

    @Test
    void a_request_without_a_token_has_one_log_line() throws InterruptedException {
        String id = "log-" + Unique.number();
        SohoApi.anonymous().with("X-Request-Id", id).get("/api/v1/me");

        List<String> lines = ServerLog.ofRequest(id);

        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("401"), lines.get(0));
    }

    @Test
    void nothing_secret_or_personal_is_logged() throws InterruptedException {
        Partner partner = Partner.any();
        String email = "secret-person-" + Unique.number() + "@example.com";
        Body body = Body.customer()
                .with("customer.email", Body.quoted(email))
                .with("customer.profile.first_name", "\"Xaviera\"")
                .with("customer.profile.phone", "\"0479 12 34 56\"");
        String id = "log-" + Unique.number();
        SohoApi api = partner.api();

        assertEquals(200, api.post("/api/v1/customers", body.text()).status());
        assertEquals(422, api.post("/api/v1/customers", body.text()).status());
        assertEquals(
                422,
                api.post(
                                "/api/v1/customers",
                                body.with("customer.profile.phone", "\"0479 13\"")
                                        .text())
                        .status());
        assertEquals(400, api.post("/api/v1/customers", body.text() + "}").status());
        api.get("/api/v1/customers?email=" + email + "&token=" + partner.token());
        api.get("/api/v1/customers/" + email);
        api.get("/api/v1/" + partner.token());
        SohoApi.anonymous().with("Authorization", partner.token()).get("/api/v1/me");
        Answer token = SohoApi.operator()
                .post("/operator/v1/organisations/" + partner.id() + "/tokens", "{\"token\":{\"label\":\"log\"}}");
        api.with("X-Request-Id", id).get("/api/v1/me");
        assertEquals(1, ServerLog.ofRequest(id).size());

        String log = ServerLog.text();
        for (String secret : new String[] {
            partner.token(),
            token.string("token"),
            Settings.operatorToken(),
            Settings.DATABASE_PASSWORD,
            "secret-person",
            "Xaviera",
            "479123456",
            "0479 12",
            "0479 13"
        }) {
            assertFalse(log.contains(secret), () -> lineWith(log, secret));
        }
    }

    @Test
    void a_503_for_a_lock_timeout_has_that_reason_in_the_log() throws Exception {
        Partner partner = Partner.any();
        long customer = partner.customer();
        String id = "lock-" + Unique.number();
        try (Connection operator = Database.session();
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("LOCK TABLE eans IN SHARE MODE");

            assertEquals(503, bulk(partner, customer, id, "Locked").status());
        }

        assertEquals(Set.of("the wait for a lock timed out"), ServerLog.reasons(id));
        assertTrue(ServerLog.ofRequest(id).get(0).contains("(PSQLException 55P03)"));
    }

    @Test
    void a_503_for_a_slow_statement_or_a_used_up_share_has_that_reason_in_the_log() throws Exception {
        assertSlowRegistrationsLog(
                1, "the statement timed out", "the organisation uses its share of the connection pool");
    }

    /** Together three partners have more concurrent transactions than the pool has connections. */
    @Test
    void a_503_for_an_empty_pool_has_that_reason_in_the_log() throws Exception {
        assertSlowRegistrationsLog(3, "the statement timed out", "the connection pool is empty");
    }

    /** Each partner has one concurrent transaction more than its share. */
    private void assertSlowRegistrationsLog(int partnerCount, String... expected) throws Exception {
        List<Partner> partners =
                Stream.generate(Partner::any).limit(partnerCount).toList();
        List<Long> customers = IntStream.range(0, partnerCount * SHARE_AND_ONE)
                .mapToObj(i -> partners.get(i % partnerCount).customer())
                .toList();
        String ids = "slow-" + Unique.number() + "-";
        holdUpEans();

        for (int round = 0; round < MAX_ROUNDS && !ServerLog.reasons(ids).containsAll(Set.of(expected)); round++) {
            Concurrently.send(
                            customers.size(),
                            i -> () -> bulk(partners.get(i % partnerCount), customers.get(i), ids + i, "Slow"))
                    .forEach(answer -> assertEquals(503, answer.status(), answer.body()));
        }

        Set<String> reasons = ServerLog.reasons(ids);
        assertTrue(reasons.containsAll(Set.of(expected)), reasons.toString());
    }

    @Test
    void a_503_for_a_deadlock_has_that_reason_in_the_log() throws Exception {
        List<Partner> partners = List.of(Partner.any(), Partner.any());
        List<Long> customers = partners.stream().map(Partner::customer).toList();
        List<String> cities = List.of("Deadlock 1", "Deadlock 2");
        String ids = "deadlock-" + Unique.number() + "-";
        holdUpEans();

        List<Answer> answers =
                Concurrently.send(2, i -> () -> bulk(partners.get(i), customers.get(i), ids + i, cities.get(i)));

        assertEquals(
                List.of(201, 503), answers.stream().map(Answer::status).sorted().toList());
        assertEquals(Set.of("deadlock"), ServerLog.reasons(ids));
    }

    /**
     * EANs in Slow are delayed for longer than the statement timeout, those in Deadlock 1 and 2 until both wait for
     * each other.
     */
    private static void holdUpEans() {
        Database.update(
                """
                CREATE OR REPLACE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql
                SECURITY DEFINER SET deadlock_timeout = '10ms' AS $$
                DECLARE
                  mine integer := right(NEW.city, 1);
                BEGIN
                  PERFORM pg_advisory_xact_lock(7, mine);
                  WHILE (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7 AND granted) < 2 LOOP
                    PERFORM pg_sleep(0.01);
                  END LOOP;
                  PERFORM pg_advisory_xact_lock(7, 3 - mine);
                  RETURN NEW;
                END $$""");
        Database.update(
                """
                CREATE OR REPLACE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_sleep(10); RETURN NEW; END $$""");
        Database.update("CREATE OR REPLACE TRIGGER deadlock BEFORE INSERT ON eans"
                + " FOR EACH ROW WHEN (NEW.city LIKE 'Deadlock%') EXECUTE FUNCTION hold_up()");
        Database.update("CREATE OR REPLACE TRIGGER slow BEFORE INSERT ON eans"
                + " FOR EACH ROW WHEN (NEW.city = 'Slow') EXECUTE FUNCTION take_long()");
    }

    private static Answer bulk(Partner partner, long customer, String id, String city) {
        return partner.api()
                .with("X-Request-Id", id)
                .post(
                        "/api/v1/customers/" + customer + "/eans/bulk",
                        Body.bulk(Body.ean().with("ean.city", Body.quoted(city))));
    }

    /** For a defect, the filter logs "internal error" and the whole exception. */
    @Test
    void no_request_so_far_was_answered_500() {
        String log = ServerLog.text();
        int at = log.indexOf("internal error");

        assertEquals(-1, at, () -> log.substring(at, Math.min(log.length(), at + 3000)));
    }

    private static String lineWith(String log, String secret) {
        return log.lines().filter(line -> line.contains(secret)).findFirst().orElse(secret);
    }
}
