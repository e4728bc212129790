package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.idempotency.ExpiredRequests;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Idempotency keys: section 3 of the contract's extensions. */
abstract class RetryScenarios {
    private static final int THREADS = 40;
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String INVALID = Errors.request("idempotency_key_is_invalid");
    private static final String ALREADY_USED = Errors.request("idempotency_key_already_used");
    private static final String IN_USE = Errors.request("idempotency_key_in_use");

    private Partner partner;
    private SohoApi api;
    private SohoApi operator;
    private String eans;

    @BeforeEach
    void a_partner_with_a_key() {
        partner = Partner.any();
        String key = "retry-" + Unique.number();
        api = partner.api().with(KEY, key);
        operator = SohoApi.operator().with(KEY, key);
        eans = CUSTOMERS + "/" + partner.customer() + "/eans";
    }

    @Test
    void a_repeated_customer_gets_the_first_answer() {
        assertReplayed(200, api, CUSTOMERS, Body.customer().text());
        assertEquals(1, customers());
    }

    @Test
    void a_repeated_ean_gets_the_first_answer() {
        long supplier = Fixtures.supplier("Lampiris \"&\\ é");
        Body ean = Body.ean()
                .with("ean.supplier_id", Long.toString(supplier))
                .with("ean.fixed_fee", "1.50")
                .with("ean.consumptions", "[{\"name\":\"mono\",\"volume\":\"1.00\",\"price\":0.25}]");

        assertReplayed(201, api, eans, ean.text());
        assertEquals(1, eans());
    }

    @Test
    void a_repeated_bulk_gets_the_first_answer() {
        long first = Fixtures.supplier("Eneco");
        long second = Fixtures.supplier("Mega");
        Body[] bulk = IntStream.range(0, 1_000)
                .mapToObj(i -> i % 3 == 0
                        ? Body.ean()
                        : Body.ean().with("ean.supplier_id", Long.toString(i % 3 == 1 ? first : second)))
                .toArray(Body[]::new);

        assertReplayed(201, api, eans + "/bulk", Body.bulk(bulk));
        assertEquals(1_000, eans());
    }

    @Test
    void the_operators_creates_are_repeated_too() {
        String domain = "retry-" + Unique.number() + ".example";
        String name = "Retried " + Unique.number();

        assertReplayed(
                201,
                operator,
                "/operator/v1/organisations",
                "{\"organisation\":{\"name\":\"Retry\",\"domain\":\"" + domain + "\"}}");
        assertReplayed(
                201,
                SohoApi.operator().with(KEY, "supplier-" + Unique.number()),
                "/operator/v1/suppliers",
                "{\"supplier\":{\"name\":\"" + name + "\"}}");
        assertEquals(1, Database.number("SELECT count(*) FROM organisations WHERE domain = ?", domain));
        assertEquals(1, Database.number("SELECT count(*) FROM suppliers WHERE name = ?", name));
    }

    private static void assertReplayed(int status, SohoApi api, String path, String body) {
        Answer first = api.post(path, body);
        assertEquals(status, first.status(), first.body());
        assertEquals("", first.header(REPLAYED));
        for (int retry = 0; retry < 2; retry++) {
            Answer again = api.post(path, body).is(status, first.body());
            assertEquals("true", again.header(REPLAYED));
        }
    }

    @Test
    void a_quoted_key_is_the_same_key() {
        String body = Body.customer().text();
        String key = "say-\"x\"\\" + Unique.number();
        Answer first = partner.api().with(KEY, key).post(CUSTOMERS, body);
        String quoted = '"' + key.replace("\\", "\\\\").replace("\"", "\\\"") + '"';

        Answer again = partner.api().with(KEY, quoted).post(CUSTOMERS, body).is(200, first.body());

        assertEquals("true", again.header(REPLAYED));
        partner.api().with(KEY, "k".repeat(255)).post(CUSTOMERS, Body.customer().text());
        partner.api()
                .with(KEY, '"' + "k".repeat(255) + '"')
                .post(CUSTOMERS, Body.customer().text())
                .is(422, ALREADY_USED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "a b",
                "\"a b\"",
                "\"a",
                "a\"\"b c",
                "\"a\"b",
                "\"a\\b\"",
                "\"a\\",
                "\"",
                "\"a\";b=1",
                "é",
                "\"é\""
            })
    void any_other_key_is_rejected(String key) {
        String before = state();

        for (String path : List.of(CUSTOMERS, eans, eans + "/bulk")) {
            String body = path.equals(CUSTOMERS)
                    ? Body.customer().text()
                    : path.equals(eans) ? Body.ean().text() : Body.bulk(Body.ean());
            assertInvalid(rawPost(path, body, KEY + ": " + key));
        }
        assertEquals(before, state());
    }

    @Test
    void a_key_of_256_characters_or_a_second_key_is_rejected() {
        String before = state();
        String body = Body.customer().text();

        partner.api().with(KEY, "k".repeat(256)).post(CUSTOMERS, body).is(400, INVALID);
        partner.api()
                .with(KEY, '"' + "k".repeat(256) + '"')
                .post(CUSTOMERS, body)
                .is(400, INVALID);
        assertInvalid(rawPost(CUSTOMERS, body, KEY + ": a\r\n" + KEY + ": a"));
        assertEquals(before, state());
    }

    private static void assertInvalid(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
        assertTrue(answer.endsWith("\r\n\r\n" + INVALID), answer);
    }

    private String rawPost(String path, String body, String header) {
        return SohoApi.raw("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + partner.token()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n"
                + header + "\r\n\r\n" + body);
    }

    @Test
    void another_request_may_not_use_the_key() {
        Body customer = Body.customer();
        api.post(CUSTOMERS, customer.text());
        Body ean = Body.ean();

        api.post(CUSTOMERS, customer.text() + " ").is(422, ALREADY_USED);
        api.post(CUSTOMERS, Body.customer().text()).is(422, ALREADY_USED);
        api.post(CUSTOMERS, "{}").is(422, ALREADY_USED);
        api.post(eans, customer.text()).is(422, ALREADY_USED);
        api.post(eans, ean.text()).is(422, ALREADY_USED);
        api.post(eans + "/bulk", Body.bulk(ean)).is(422, ALREADY_USED);
        assertEquals(1, customers());
        assertEquals(0, eans());
        assertEquals(201, partner.api().post(eans, ean.text()).status());
    }

    /** Section 3: looked up after 400, 413 and 415, and section 4 of the rules: 404 precedes them. */
    @Test
    void the_key_is_looked_up_after_the_body_is_read() {
        api.post(CUSTOMERS, Body.customer().text());

        assertEquals(400, api.post(CUSTOMERS, "{").status());
        assertEquals(413, api.post(CUSTOMERS, " ".repeat(2 * 1024 * 1024 + 1)).status());
        assertEquals(
                415,
                api.with("Content-Type", "text/plain").post(CUSTOMERS, "{}").status());
        api.post(CUSTOMERS + "/9223372036854775807/eans", Body.ean().text()).is(404, "\"Not found\"");
        partner.api()
                .with(KEY, "not a key")
                .post(CUSTOMERS + "/9223372036854775807/eans", Body.ean().text())
                .is(404, "\"Not found\"");
    }

    @Test
    void a_rejected_request_may_be_corrected_with_the_same_key() {
        String taken = Unique.email();
        Fixtures.customer(partner.id(), taken);
        Body customer = Body.customer();
        String domain = "corrected-" + Unique.number() + ".example";

        assertEquals(422, api.post(CUSTOMERS, "{}").status());
        api.post(CUSTOMERS, customer.with("customer.email", Body.quoted(taken)).text())
                .is(422, errors(Errors.emailTaken()));
        assertEquals(
                422,
                operator.post("/operator/v1/organisations", "{\"organisation\":{\"domain\":\"" + domain + "\"}}")
                        .status());

        assertReplayed(200, api, CUSTOMERS, customer.text());
        assertReplayed(
                201,
                operator,
                "/operator/v1/organisations",
                "{\"organisation\":{\"name\":\"C\",\"domain\":\"" + domain + "\"}}");
    }

    /** All errors of a bulk, although a part of it was inserted in the same transaction before the conflict showed. */
    @Test
    void a_rejected_bulk_reports_the_same_errors_and_stores_nothing() {
        String taken = Unique.ean();
        Fixtures.ean(Partner.any().customer(), taken);
        String bulk = Body.bulk(
                Body.ean(), Body.ean(taken), Body.ean().with("ean.supplier_id", "9223372036854775807"), Body.ean("1"));
        String insertable = Body.bulk(Body.ean(), Body.ean(taken), Body.ean());

        for (String body : List.of(bulk, insertable)) {
            Answer expected = partner.api().post(eans + "/bulk", body);
            assertEquals(422, expected.status());
            api.post(eans + "/bulk", body).is(422, expected.body());
        }
        api.post(eans, Body.ean(taken).text()).is(422, errors(params("ean.number", "has already been taken")));
        assertEquals(0, eans());
        assertEquals(0, records());
        assertReplayed(201, api, eans + "/bulk", Body.bulk(Body.ean(), Body.ean()));
    }

    @Test
    void a_customer_with_5000_eans_gets_no_more() {
        long customer = partner.customer();
        String path = CUSTOMERS + "/" + customer + "/eans";
        Database.update(
                "INSERT INTO eans SELECT e.* FROM generate_series(1, 5000) AS i, LATERAL jsonb_populate_record(NULL::eans,"
                        + " jsonb_build_object('id', nextval('eans_id_seq'), 'customer_id', ?, 'number',"
                        + " '54' || lpad((? * 10000 + i)::text, 16, '0'), 'product', 'gas', 'state', 'ready',"
                        + " 'created_at', 'now', 'confirmed_at', 'now')) AS e",
                customer,
                Unique.number());

        api.post(path, Body.ean().text())
                .is(
                        422,
                        "{\"errors\":[{\"error\":\"limit_reached\",\"message\":\"limit reached\",\"path\":\"ean\",\"type\":\"custom\"}]}");
        api.post(path + "/bulk", Body.bulk(Body.ean()))
                .is(
                        422,
                        "{\"errors\":[{\"error\":\"limit_reached\",\"message\":\"limit reached\",\"path\":\"eans\",\"type\":\"custom\"}]}");
        assertEquals(0, records());
    }

    @Test
    void a_supplier_that_was_deleted_does_not_exist() {
        long supplier = Fixtures.supplier("Gone");
        Body ean = Body.ean().with("ean.supplier_id", Long.toString(supplier));
        assertEquals(201, partner.api().post(eans, ean.text()).status());
        Database.update("DELETE FROM eans WHERE supplier_id = ?", supplier);
        Database.update("DELETE FROM suppliers WHERE id = ?", supplier);

        api.post(
                        eans,
                        Body.ean()
                                .with("ean.supplier_id", Long.toString(supplier))
                                .text())
                .is(422, errors(params("ean.supplier_id", "does not exist")));
        assertEquals(0, eans());
    }

    @Test
    void an_organisation_has_keys_of_its_own() {
        Partner other = Partner.any();
        String key = "shared-" + Unique.number();
        String mine = Body.customer().text();
        String theirs = Body.customer().text();

        assertReplayed(200, partner.api().with(KEY, key), CUSTOMERS, mine);
        assertReplayed(200, other.api().with(KEY, key), CUSTOMERS, theirs);
        assertReplayed(
                201,
                SohoApi.operator().with(KEY, key),
                "/operator/v1/suppliers",
                "{\"supplier\":{\"name\":\"Key " + Unique.number() + "\"}}");
        assertEquals(422, other.api().with(KEY, key + "2").post(CUSTOMERS, mine).status());
    }

    @Test
    void a_second_token_of_the_organisation_may_retry() {
        String body = Body.customer().text();
        Answer first = api.post(CUSTOMERS, body);
        SohoApi rotated = api.with("Authorization", "Bearer " + Fixtures.token(partner.id()));

        assertEquals("true", rotated.post(CUSTOMERS, body).is(200, first.body()).header(REPLAYED));
    }

    @Test
    void a_call_that_creates_nothing_ignores_the_key() {
        for (String key : List.of("valid", "not valid")) {
            SohoApi reads = partner.api().with(KEY, key);
            assertEquals(200, reads.get("/api/v1/me").status());
            assertEquals(200, reads.get(CUSTOMERS).status());
            assertEquals(
                    200,
                    reads.post(CUSTOMERS + "/search", "{\"customer\":{\"email\":\"nobody@example.com\"}}")
                            .status());
            reads.post(CUSTOMERS + "/check", Body.customer().text()).is(200, "{}");
            reads.post(eans + "/check", Body.ean().text()).is(200, "{}");
            reads.post(eans + "/bulk/check", Body.bulk(Body.ean())).is(200, "{}");
        }
        assertEquals(0, records());
    }

    @Test
    void a_token_is_issued_without_a_key() {
        String tokens = "/operator/v1/organisations/" + partner.id() + "/tokens";
        String body = "{\"token\":{\"label\":\"retry\"}}";

        operator.post(tokens, body).is(400, INVALID);
        assertEquals(0, Database.number("SELECT count(*) FROM access_tokens WHERE label = 'retry'"));
        assertEquals(201, SohoApi.operator().post(tokens, body).status());
    }

    @Test
    void a_replay_shows_what_was_answered_then() {
        long supplier = Fixtures.supplier("Before");
        String ean = Body.ean().with("ean.supplier_id", Long.toString(supplier)).text();
        Answer first = api.post(eans, ean);
        Database.update("UPDATE suppliers SET name = 'After' WHERE id = ?", supplier);
        Database.update("UPDATE eans SET city = 'Elsewhere' WHERE id = ?", first.number("id"));

        assertEquals("true", api.post(eans, ean).is(201, first.body()).header(REPLAYED));
        Database.update("DELETE FROM eans WHERE id = ?", first.number("id"));
        assertEquals("true", api.post(eans, ean).is(201, first.body()).header(REPLAYED));
        assertEquals(0, eans());
    }

    @Test
    void an_erased_customer_is_not_found_by_a_retry() {
        String customer = Body.customer().text();
        long id = api.post(CUSTOMERS, customer).number("id");
        SohoApi other = api.with(KEY, "ean-" + Unique.number());
        String ean = Body.ean().text();
        assertEquals(201, other.post(CUSTOMERS + "/" + id + "/eans", ean).status());
        Database.update("DELETE FROM eans WHERE customer_id = ?", id);
        Database.update("DELETE FROM customers WHERE id = ?", id);

        Answer again = api.post(CUSTOMERS, customer).is(404, "\"Not found\"");

        assertEquals("", again.header(REPLAYED));
        other.post(CUSTOMERS + "/" + id + "/eans", ean).is(404, "\"Not found\"");
        api.post(CUSTOMERS, customer + " ").is(422, ALREADY_USED);
        assertEquals(
                0,
                Database.number(
                        "SELECT count(*) FROM idempotent_requests WHERE ids IS NOT NULL" + " AND organisation_id = ?",
                        partner.id()));
        assertEquals(0, Database.number("SELECT count(*) FROM customers WHERE id = ?", id));
    }

    @Test
    void a_record_contains_nothing_of_the_person() {
        String email = "xanthippe-" + Unique.number() + "@example.com";
        Body customer = Body.customer().with("customer.email", Body.quoted(email));
        partner.api().with(KEY, email).post(CUSTOMERS, customer.text());

        String record = Database.text(
                "SELECT to_jsonb(r)::text FROM idempotent_requests AS r WHERE organisation_id = ?", partner.id());

        for (String value :
                List.of("xanthippe", "Danny", "Ocean", "98.01.44", "3256980144", "98.99.253.30", "Daugherty")) {
            assertFalse(record.contains(value), record);
        }
        assertTrue(record.contains("\"customer_id\""), record);
    }

    @RepeatedTest(3)
    void forty_equal_requests_register_one_customer_and_get_one_answer() throws Exception {
        String body = Body.customer().text();

        List<Answer> answers = Concurrently.send(THREADS, i -> () -> api.post(CUSTOMERS, body));

        assertOneAnswer(200, answers);
        assertEquals(1, customers());
        assertEquals(1, records());
    }

    @RepeatedTest(3)
    void forty_equal_bulks_register_one_bulk_and_get_one_answer() throws Exception {
        String body = Body.bulk(Stream.generate(Body::ean).limit(30).toArray(Body[]::new));

        List<Answer> answers = Concurrently.send(THREADS, i -> () -> api.post(eans + "/bulk", body));

        assertOneAnswer(201, answers);
        assertEquals(30, eans());
    }

    @Test
    void forty_equal_suppliers_of_the_operator_are_one() throws Exception {
        String name = "Forty " + Unique.number();
        String body = "{\"supplier\":{\"name\":\"" + name + "\"}}";

        assertOneAnswer(201, Concurrently.send(THREADS, i -> () -> operator.post("/operator/v1/suppliers", body)));
        assertEquals(1, Database.number("SELECT count(*) FROM suppliers WHERE name = ?", name));
    }

    private static void assertOneAnswer(int status, List<Answer> answers) {
        answers.forEach(answer -> answer.is(status, answers.get(0).body()));
        assertEquals(
                1,
                answers.stream()
                        .filter(answer -> answer.header(REPLAYED).isEmpty())
                        .count());
    }

    @Test
    void of_forty_different_requests_with_one_key_one_succeeds() throws Exception {
        List<String> bodies =
                Stream.generate(() -> Body.customer().text()).limit(THREADS).toList();

        List<Answer> answers = Concurrently.send(THREADS, i -> () -> api.post(CUSTOMERS, bodies.get(i)));

        List<Answer> rejected =
                answers.stream().filter(answer -> answer.status() != 200).toList();
        assertEquals(THREADS - 1, rejected.size());
        rejected.forEach(answer -> answer.is(422, ALREADY_USED));
        assertEquals(1, customers());
    }

    /** As a request on another node would. */
    @Test
    void a_key_that_stays_in_use_is_answered_409_and_registers_nothing() throws Exception {
        String body = Body.customer().text();
        try (Connection other = claim("slow")) {
            List<Answer> answers = Concurrently.send(
                    6, i -> () -> partner.api().with(KEY, "slow").post(CUSTOMERS, body));

            for (Answer answer : answers) {
                answer.is(409, IN_USE);
                assertEquals("1", answer.header("Retry-After"));
                assertTrue(
                        answer.took().compareTo(Duration.ofSeconds(5)) < 0,
                        answer.took().toString());
            }
            other.rollback();
        }
        assertEquals(0, customers());
        assertReplayed(200, partner.api().with(KEY, "slow"), CUSTOMERS, body);
    }

    @Test
    void a_key_whose_first_request_fails_in_time_is_free() throws Exception {
        String body = Body.customer().text();
        try (Connection other = claim("failing")) {
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(
                    () -> partner.api().with(KEY, "failing").post(CUSTOMERS, body));
            awaitWaiting();
            other.rollback();
            assertEquals(200, answer.get().status());
            assertEquals("", answer.get().header(REPLAYED));
        }
        assertEquals(1, customers());
    }

    @Test
    void a_key_whose_first_request_succeeds_in_time_is_used() throws Exception {
        String body = Body.customer().text();
        try (Connection other = claim("succeeding")) {
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(
                    () -> partner.api().with(KEY, "succeeding").post(CUSTOMERS, body));
            awaitWaiting();
            other.commit();
            answer.get().is(422, ALREADY_USED);
        }
        assertEquals(0, customers());
    }

    private static void awaitWaiting() {
        await("the request to wait for the key")
                .atMost(Duration.ofSeconds(3))
                .until(() -> Database.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
    }

    /** Begins a transaction that has used the key. */
    private Connection claim(String key) throws SQLException {
        Connection other = Database.session();
        other.setAutoCommit(false);
        try (PreparedStatement insert = other.prepareStatement(
                "INSERT INTO idempotent_requests (organisation_id, key_hash, fingerprint, answered_at, ids)"
                        + " VALUES (?, sha256(convert_to(?, 'UTF8')), sha256('another'), now(), '{1}')")) {
            insert.setLong(1, partner.id());
            insert.setString(2, key);
            insert.executeUpdate();
        }
        return other;
    }

    @Test
    void a_request_that_is_answered_503_leaves_no_record() throws Exception {
        String body = Body.customer().text();
        try (Connection other = Database.session();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE customers IN SHARE MODE");
            assertEquals(503, api.post(CUSTOMERS, body).status());
        }
        assertEquals(0, records());
        assertReplayed(200, api, CUSTOMERS, body);
    }

    @Test
    void a_request_with_another_key_does_not_wait() throws Exception {
        String body = Body.customer().text();
        try (Connection other = claim("busy")) {
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                    () -> partner.api().with(KEY, "busy").post(CUSTOMERS, body));
            awaitWaiting();
            assertReplayed(200, api, CUSTOMERS, Body.customer().text());
            assertReplayed(201, api.with(KEY, "free"), eans, Body.ean().text());
            assertFalse(waiting.isDone());
            other.rollback();
            assertEquals(200, waiting.get().status());
        }
    }

    @Test
    void expired_records_are_deleted_by_one_session_at_a_time() throws Exception {
        api.post(CUSTOMERS, Body.customer().text());
        Database.update(
                "INSERT INTO idempotent_requests (organisation_id, key_hash, fingerprint, answered_at, ids)"
                        + " SELECT ?, sha256(i::text::bytea), sha256('x'), now() - make_interval(days => CASE WHEN i <= 1250 THEN 8 ELSE 6 END), '{1}'"
                        + " FROM generate_series(1, 2500) AS i",
                partner.id());
        try (Connection session = Database.session();
                Connection other = Database.session();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('idempotent_requests'))");
            assertEquals(0, ExpiredRequests.delete(session, 7));
            assertEquals(2_501, records());
            other.rollback();

            assertEquals(1_250, ExpiredRequests.delete(session, 7));
            assertEquals(1_251, records());
        }
    }

    private long customers() {
        return Database.number(
                "SELECT count(*) FROM customers WHERE organisation_id = ? AND first_name <> 'Ada'", partner.id());
    }

    private long eans() {
        return Database.number(
                "SELECT count(*) FROM eans JOIN customers AS c ON c.id = customer_id WHERE organisation_id = ?",
                partner.id());
    }

    private long records() {
        return Database.number("SELECT count(*) FROM idempotent_requests WHERE organisation_id = ?", partner.id());
    }

    private String state() {
        return customers() + " " + eans() + " " + records();
    }
}
