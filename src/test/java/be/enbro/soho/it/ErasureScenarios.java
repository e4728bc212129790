package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.hashing.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 7 of the contract's extensions: export and erasure of customers, and the replay of erasures. */
abstract class ErasureScenarios {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String ERASURES = "/operator/v1/erasures";
    private static final String REPLAY = ERASURES + "/replay";

    private Partner partner;
    private SohoApi api;

    @BeforeEach
    void setUp() {
        partner = Partner.any();
        api = partner.api();
    }

    @Test
    void an_erasure_removes_a_customer_and_all_that_belongs_to_it() {
        String body = Body.customer().text();
        Body first = Body.ean();
        Body second = Body.ean();
        SohoApi withKey = api.with("Idempotency-Key", "erased-" + Unique.number());
        String customer = CUSTOMERS + "/" + withKey.post(CUSTOMERS, body).number("id");
        long id = Long.parseLong(customer.substring(CUSTOMERS.length() + 1));
        assertEquals(201, api.post(customer + "/eans", first.text()).status());
        assertEquals(201, api.post(customer + "/eans", second.text()).status());
        long other = partner.customer();
        Fixtures.ean(other, Unique.ean());
        String requestId = "erasure-" + Unique.number();

        Answer erased = api.with("X-Request-Id", requestId).delete(customer);

        String at = Database.text(
                "SELECT to_char(erased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
                        + " FROM erasures WHERE customer_id = ?",
                id);
        long receipt = Database.number("SELECT id FROM erasures WHERE customer_id = ?", id);
        erased.is(200, "{\"id\":" + receipt + ",\"customer_id\":" + id + ",\"erased_at\":\"" + at + "\",\"eans\":2}");
        api.delete(customer).is(404, Errors.NOT_FOUND);
        api.get(customer).is(404, Errors.NOT_FOUND);
        api.get(customer + "/eans").is(404, Errors.NOT_FOUND);
        api.get(customer + "/export").is(404, Errors.NOT_FOUND);
        withKey.post(CUSTOMERS, body).is(404, Errors.NOT_FOUND);
        assertEquals(0, rows("consents", id) + rows("eans", id) + rows("idempotent_requests", id));
        assertEquals(1, rows("eans", other));
        assertEquals(2, rows("consents", other));
        assertEquals(
                "customer.erased token:"
                        + Database.number("SELECT id FROM access_tokens WHERE organisation_id = ?", partner.id()) + " "
                        + requestId + " " + partner.id(),
                Database.text(
                        "SELECT string_agg(concat_ws(' ', type, actor, request_id, organisation_id, ean_ids, fields), ',')"
                                + " FROM events WHERE customer_id = ? AND type IN ('customer.erased', 'ean.removed')",
                        id));
        Answer again = api.post(CUSTOMERS, body);
        assertEquals(200, again.status(), again.body());
        assertEquals(
                201, api.post(CUSTOMERS + "/" + other + "/eans", first.text()).status());
    }

    private static long rows(String table, long customer) {
        return Database.number("SELECT count(*) FROM " + table + " WHERE customer_id = ?", customer);
    }

    @Test
    void nobody_but_a_full_token_of_the_organisation_erases_a_customer() {
        long id = partner.customer();
        String customer = CUSTOMERS + "/" + id;

        Partner.any().api().delete(customer).is(404, Errors.NOT_FOUND);
        SohoApi.bearer(partner.readToken()).delete(customer).is(403, Errors.request("forbidden"));
        SohoApi.bearer(partner.readToken()).delete(CUSTOMERS + "/0").is(403, Errors.request("forbidden"));
        SohoApi.operator().delete(customer).is(401, Errors.NOT_AUTHENTICATED);
        SohoApi.anonymous().delete(customer).is(401, Errors.NOT_AUTHENTICATED);

        assertEquals(0, rows("erasures", id));
        assertEquals(200, api.get(customer).status());
    }

    @Test
    void nobody_but_a_token_of_the_organisation_exports_a_customer() {
        String export = CUSTOMERS + "/" + partner.customer() + "/export";

        Partner.any().api().get(export).is(404, Errors.NOT_FOUND);
        SohoApi.operator().get(export).is(401, Errors.NOT_AUTHENTICATED);
        assertEquals(200, SohoApi.bearer(partner.readToken()).get(export).status());
        api.get(CUSTOMERS + "/0/export").is(404, Errors.NOT_FOUND);
        api.get(CUSTOMERS + "/x/export").is(404, Errors.NOT_FOUND);
    }

    @Test
    void nobody_but_the_operator_sees_or_replays_erasures() {
        api.get(ERASURES).is(401, Errors.NOT_AUTHENTICATED);
        api.post(REPLAY, "{\"erasures\":[]}").is(401, Errors.NOT_AUTHENTICATED);
        SohoApi.anonymous().post(REPLAY, "{\"erasures\":[]}").is(401, Errors.NOT_AUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0123456789abcdef0123456789abcdef\"", "W/TAG", "TAG TAG", "\"\"", "x", "", "*, TAG"})
    void an_erasure_whose_if_match_is_stale_or_malformed_is_refused(String ifMatch) {
        long id = partner.customer();
        String customer = CUSTOMERS + "/" + id;
        SohoApi conditional = api.with("If-Match", ifMatch.replace("TAG", tag(customer)));

        conditional.delete(customer).is(412, Errors.request("precondition_failed"));
        conditional.delete(CUSTOMERS + "/0").is(404, Errors.NOT_FOUND);

        assertEquals(200, api.get(customer).status());
        assertEquals(0, rows("erasures", id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TAG", "*", "\"other\", TAG"})
    void an_erasure_whose_if_match_lists_the_state_of_the_customer_is_done(String ifMatch) {
        String customer = CUSTOMERS + "/" + partner.customer();
        SohoApi conditional = api.with("If-Match", ifMatch.replace("TAG", tag(customer)));

        assertEquals(200, conditional.delete(customer).status());
        conditional.delete(customer).is(404, Errors.NOT_FOUND);
    }

    private String tag(String customer) {
        byte[] shown = api.get(customer).body().getBytes(StandardCharsets.UTF_8);
        return '"' + Sha256.hex(shown).substring(0, 32) + '"';
    }

    @Test
    void an_export_is_everything_that_is_stored_about_a_customer() {
        long id = Fixtures.customer(partner.id(), Unique.email());
        String customer = CUSTOMERS + "/" + id;
        Database.update("DELETE FROM consents WHERE customer_id = ?", id);
        Database.update(
                "INSERT INTO consents VALUES (?, 'privacy_policy', '2020-04-06T08:43:33.409Z', '2001:db8::1', NULL),"
                        + " (?, 'terms_and_conditions', '2020-04-06T08:43:33.409Z', '10.0.0.1', NULL),"
                        + " (?, 'privacy_policy', '2019-12-31T23:59:59.999Z', '10.0.0.2', 7)",
                id,
                id,
                id);
        Fixtures.ean(id, Unique.ean());
        Fixtures.ean(id, Unique.ean());
        Fixtures.ean(partner.customer(), Unique.ean());

        Answer export = api.get(customer + "/export");

        String exportedAt = export.string("exported_at");
        assertTrue(exportedAt.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), exportedAt);
        String changes = export.body().substring(export.body().indexOf(",\"changes\":"));
        export.is(
                200,
                "{\"exported_at\":\"" + exportedAt + "\",\"customer\":"
                        + api.get(customer).body() + ",\"consents\":["
                        + "{\"kind\":\"privacy_policy\",\"given_at\":\"2019-12-31T23:59:59.999Z\","
                        + "\"registered_from_ip\":\"10.0.0.2\",\"token_id\":7},"
                        + "{\"kind\":\"terms_and_conditions\",\"given_at\":\"2020-04-06T08:43:33.409Z\","
                        + "\"registered_from_ip\":\"10.0.0.1\"},"
                        + "{\"kind\":\"privacy_policy\",\"given_at\":\"2020-04-06T08:43:33.409Z\","
                        + "\"registered_from_ip\":\"2001:db8::1\"}],"
                        + "\"eans\":" + api.get(customer + "/eans").body() + changes);
        assertTrue(changes.startsWith(",\"changes\":[") && changes.endsWith("]}"), changes);
        assertEquals("no-store", export.header("Cache-Control"));
        assertEquals("", api.send("HEAD", customer + "/export").body());
    }

    /** It is too long to be in memory; see Exports. */
    @Test
    void an_export_may_have_5000_eans_of_the_greatest_size() {
        long id = partner.customer();
        Database.update(
                "INSERT INTO eans (customer_id, number, product, state, street, city, created_at, confirmed_at)"
                        + " SELECT ?, '546' || lpad((? * 5000 + i)::text, 15, '0'), 'gas', 'ready', repeat('\u0001', 255),"
                        + " repeat('x', 255), now(), now() FROM generate_series(1, 5000) AS i",
                id,
                id);

        Answer export = api.get(CUSTOMERS + "/" + id + "/export");

        assertEquals(200, export.status());
        assertEquals(
                Database.text("SELECT string_agg(id::text, ',' ORDER BY id) FROM eans WHERE customer_id = ?", id),
                export.ids().stream().map(String::valueOf).collect(Collectors.joining(",")));
        assertTrue(export.body().endsWith("]}"));
        assertTrue(export.body().length() > 5_000 * 6 * 255, () -> export.body().length() + " characters");
    }

    @RepeatedTest(3)
    void an_export_shows_a_customer_as_before_an_erasure_or_not_at_all() throws Exception {
        int eans = 400;
        long id = partner.customer();
        insertEans(id, eans);
        String customer = CUSTOMERS + "/" + id;
        assertEquals(200, api.get(customer + "/export").status());

        List<Answer> answers =
                Concurrently.send(9, i -> i == 8 ? () -> api.delete(customer) : () -> api.get(customer + "/export"));

        assertEquals(200, answers.get(8).status());
        answers.subList(0, 8).stream().filter(export -> export.status() != 404).forEach(export -> {
            assertEquals(200, export.status(), export.body());
            assertEquals(eans, export.ids().size());
            assertEquals(2, export.body().split("\"kind\":", -1).length - 1);
        });
    }

    @Test
    void receipts_are_listed_by_id() {
        long before = last();
        List<Long> customers = Stream.generate(partner::customer).limit(3).toList();
        customers.forEach(
                id -> assertEquals(200, api.delete(CUSTOMERS + "/" + id).status()));
        List<String> receipts = customers.stream()
                .map(id -> Database.text(
                        "SELECT '{\"id\":' || id || ',\"customer_id\":' || customer_id || ',\"organisation_id\":' || organisation_id"
                                + " || ',\"erased_at\":\"' || to_char(erased_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
                                + " || '\",\"eans\":0}' FROM erasures WHERE customer_id = ?",
                        id))
                .toList();
        SohoApi operator = SohoApi.operator();

        Answer all = operator.get(ERASURES + "?after=" + before);
        Answer two = operator.get(ERASURES + "?limit=2&after=" + before);

        all.is(200, "{\"records\":[" + String.join(",", receipts) + "],\"next_after\":null}");
        assertEquals("", all.header("Link"));
        long next = two.number("next_after");
        two.is(200, "{\"records\":[" + receipts.get(0) + "," + receipts.get(1) + "],\"next_after\":" + next + "}");
        assertEquals("<?after=" + next + "&limit=2>; rel=\"next\"", two.header("Link"));
        operator.get(ERASURES + "?after=" + next)
                .is(200, "{\"records\":[" + receipts.get(2) + "],\"next_after\":null}");
        operator.get(ERASURES + "?after=99999999999999999999").is(200, "{\"records\":[],\"next_after\":null}");
        assertEquals(200, operator.get(ERASURES + "?after=x&limit=-1").status());
    }

    private static long last() {
        return Database.number("SELECT COALESCE(max(id), 0) FROM erasures");
    }

    /** Otherwise whoever continues after the last receipt would never see that of the transaction in progress. */
    @Test
    void receipts_are_not_listed_while_one_with_a_smaller_id_may_be_added() throws Exception {
        Partner other = Partner.any();
        long first = partner.customer();
        long second = other.customer();
        String list = ERASURES + "?after=" + last();
        try (Connection session = Database.session();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("DELETE FROM customers WHERE id = " + first);
            assertEquals(200, other.api().delete(CUSTOMERS + "/" + second).status());

            SohoApi.operator().get(list).is(503, Errors.request("service_unavailable"));
            session.commit();
        }

        assertEquals(List.of(first, second), receivers(SohoApi.operator().get(list)));
    }

    private static List<Long> receivers(Answer receipts) {
        return Stream.of(receipts.body().split("\"customer_id\":"))
                .skip(1)
                .map(receipt -> Long.valueOf(receipt.substring(0, receipt.indexOf(','))))
                .toList();
    }

    @Test
    void a_replay_erases_whoever_was_registered_before_the_erasure() {
        Partner other = Partner.any();
        List<Long> before = List.of(partner.customer(), other.customer(), partner.customer());
        long atTheSameTime = partner.customer();
        long after = other.customer();
        List<Long> all =
                Stream.concat(before.stream(), Stream.of(atTheSameTime, after)).toList();
        all.forEach(
                id -> Database.update("UPDATE customers SET created_at = '2020-04-06T08:43:33.409Z' WHERE id = ?", id));
        Fixtures.ean(before.get(1), Unique.ean());
        long unnamed = partner.customer();
        String requestId = "replay-" + Unique.number();
        long last = last();

        Answer replay = SohoApi.operator()
                .with("X-Request-Id", requestId)
                .post(
                        REPLAY,
                        replay(
                                erasure(before.get(2), "2020-04-06T08:43:33.410Z"),
                                erasure(before.get(0), "2020-04-06T10:43:33.410999+02:00"),
                                erasure(before.get(1), "2999-12-31T23:59:59Z"),
                                erasure(before.get(1), "1999-12-31T23:59:59Z"),
                                erasure(atTheSameTime, "2020-04-06T08:43:33.409Z"),
                                erasure(after, "1900-01-01T00:00:00Z"),
                                erasure(0, "2999-12-31T23:59:59Z"),
                                "{\"customer_id\":\"" + Long.MAX_VALUE
                                        + "\",\"erased_at\":\"2999-12-31T23:59:59Z\",\"id\":1}"));

        replay.is(200, "{\"erased\":3}");
        before.forEach(id -> assertEquals(0, Database.number("SELECT count(*) FROM customers WHERE id = ?", id)));
        Stream.of(atTheSameTime, after, unnamed)
                .forEach(id -> assertEquals(1, Database.number("SELECT count(*) FROM customers WHERE id = ?", id)));
        assertEquals(0, rows("eans", before.get(1)));
        assertEquals(before, receivers(SohoApi.operator().get(ERASURES + "?after=" + last)));
        before.forEach(id -> assertEquals(
                "operator:environment " + requestId,
                Database.text(
                        "SELECT concat_ws(' ', actor, request_id) FROM events"
                                + " WHERE customer_id = ? AND type = 'customer.erased'",
                        id)));
        SohoApi.operator()
                .post(REPLAY, replay(erasure(before.get(0), "2999-12-31T23:59:59Z")))
                .is(200, "{\"erased\":0}");
        assertEquals(last + 3, last());
    }

    @Test
    void a_replay_of_nothing_erases_nothing() {
        SohoApi.operator().post(REPLAY, "{\"erasures\":[]}").is(200, "{\"erased\":0}");
    }

    @Test
    void a_replay_reports_all_errors_and_erases_nobody() {
        long id = partner.customer();
        SohoApi operator = SohoApi.operator();
        String right = erasure(id, "2999-12-31T23:59:59Z");

        operator.post(
                        REPLAY,
                        replay(
                                right,
                                "{\"customer_id\":1.5,\"erased_at\":\"2020-04-06\"}",
                                "{}",
                                "{\"customer_id\":null,\"erased_at\":\"\"}",
                                "1"))
                .is(
                        422,
                        Errors.errors(
                                Errors.params("erasures.1.customer_id", "must be an integer"),
                                Errors.params("erasures.1.erased_at", "must be a time"),
                                Errors.params("erasures.2.customer_id", "is missing"),
                                Errors.params("erasures.2.erased_at", "is missing"),
                                Errors.params("erasures.3.customer_id", "must be filled"),
                                Errors.params("erasures.3.erased_at", "must be filled"),
                                Errors.params("erasures.4", "must be a hash")));
        for (String notAnArray : List.of("null", "\"\"", "{}", "1")) {
            operator.post(REPLAY, "{\"erasures\":" + notAnArray + "}")
                    .is(422, Errors.errors(Errors.params("erasures", "must be an array")));
        }
        operator.post(REPLAY, "{}").is(422, Errors.errors(Errors.params("erasures", "is missing")));
        operator.post(REPLAY, "[]").is(422, Errors.errors(Errors.params("erasures", "is missing")));
        operator.post(REPLAY, "{").is(400, Errors.INVALID_JSON);
        operator.post(REPLAY, replay(Stream.generate(() -> right).limit(1_001).toArray(String[]::new)))
                .is(422, Errors.errors(Errors.params("erasures", "size cannot be greater than 1000")));

        assertEquals(200, api.get(CUSTOMERS + "/" + id).status());
    }

    @Test
    void a_replay_may_have_1000_customers() {
        Fixtures.customers(partner.id(), 1_000);
        List<Long> ids = ids();
        ids.subList(0, 3).forEach(id -> insertEans(id, 5_000));
        long last = last();

        SohoApi.operator().post(REPLAY, replay(ids)).is(200, "{\"erased\":1000}");

        assertEquals(1_000, Database.number("SELECT count(*) FROM erasures WHERE id > ?", last));
        assertEquals(15_000, Database.number("SELECT sum(eans) FROM erasures WHERE id > ?", last));
        assertEquals(List.of(), ids());
    }

    private static void insertEans(long customer, int count) {
        Database.update(
                "INSERT INTO eans (customer_id, number, product, state, created_at, confirmed_at)"
                        + " SELECT ?, '545' || lpad((? * 5000 + i)::text, 15, '0'), 'gas', 'ready', now(), now()"
                        + " FROM generate_series(1, ?) AS i",
                customer,
                customer,
                count);
    }

    private List<Long> ids() {
        String ids = Database.text(
                "SELECT COALESCE(string_agg(id::text, ',' ORDER BY id), '') FROM customers WHERE organisation_id = ?",
                partner.id());
        return ids.isEmpty()
                ? List.of()
                : Stream.of(ids.split(",")).map(Long::valueOf).toList();
    }

    /** While EANs are registered for the same customers, several at once by one statement. */
    @RepeatedTest(3)
    void two_replays_erasures_and_registrations_do_not_block_each_other() throws Exception {
        Partner other = Partner.any();
        List<Long> mine = Stream.generate(partner::customer).limit(60).toList();
        List<Long> theirs = Stream.generate(other::customer).limit(60).toList();
        List<Long> all = Stream.of(mine, theirs).flatMap(List::stream).toList();
        List<Long> reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        long log = SqlLog.size();

        List<Answer> answers = Concurrently.send(26, i -> switch (i) {
            case 0 -> () -> SohoApi.operator().post(REPLAY, replay(all));
            case 1 -> () -> SohoApi.operator().post(REPLAY, replay(reversed));
            case 2, 3 -> () -> api.delete(CUSTOMERS + "/" + mine.get(59));
            default -> () ->
                    api.post(CUSTOMERS + "/" + mine.get(i) + "/eans", Body.ean().text());
        });

        assertEquals(200, answers.get(0).status(), answers.get(0).body());
        assertEquals(200, answers.get(1).status(), answers.get(1).body());
        long single = answers.subList(2, 4).stream()
                .filter(answer -> answer.status() == 200)
                .count();
        assertEquals(120, answers.get(0).number("erased") + answers.get(1).number("erased") + single);
        answers.subList(2, 26)
                .forEach(answer -> assertTrue(List.of(200, 201, 404).contains(answer.status()), answer::body));
        all.forEach(id -> assertEquals(0, rows("eans", id) + rows("consents", id)));
        all.forEach(id -> assertEquals(1, rows("erasures", id)));
        assertFalse(SqlLog.textFrom(log).contains("deadlock detected"));
    }

    private static String replay(List<Long> customers) {
        return replay(customers.stream()
                .map(id -> erasure(id, "2999-12-31T23:59:59Z"))
                .toArray(String[]::new));
    }

    private static String replay(String... erasures) {
        return Stream.of(erasures).collect(Collectors.joining(",", "{\"erasures\":[", "]}"));
    }

    private static String erasure(long customer, String erasedAt) {
        return "{\"customer_id\":" + customer + ",\"erased_at\":\"" + erasedAt + "\"}";
    }
}
