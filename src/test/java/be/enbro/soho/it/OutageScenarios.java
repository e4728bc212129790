package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The database fails while the server runs: 503 within 5 s, no request hangs, and the server recovers within 10 s. */
abstract class OutageScenarios {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
    private static final Duration GOOD_AGAIN_WITHIN = Duration.ofSeconds(10);

    private Partner partner;
    private SohoApi api;
    private long customer;
    private Runnable bringBack;

    @BeforeEach
    void a_partner_with_a_warm_token() {
        partner = Partner.any();
        api = partner.api();
        customer = partner.customer();
        assertEquals(200, api.get("/api/v1/me").status());
    }

    @AfterEach
    void the_database_is_back() {
        if (bringBack != null) {
            bringBack.run();
        }
    }

    @Test
    void a_database_that_is_stopped_and_started_again() throws Exception {
        bringBack = Database::start;
        Database.stop();

        assertUnavailable();
        assertReasonLogged("the database refuses connections");
        assertRecovered();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_database_that_is_frozen_and_thawed() throws Exception {
        bringBack = Database::thaw;
        Database.freeze();

        assertUnavailable();
        assertReasonLogged("no connection to the database could be opened");
        assertRecovered();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_freeze_under_load_leaves_no_hang_and_no_500() throws Exception {
        bringBack = Database::thaw;
        Database.freeze();

        List<Answer> answers = Concurrently.send(40, i -> () -> api.get("/api/v1/customers/" + customer));

        answers.forEach(OutageScenarios::assertUnavailable);
        assertRecovered();
    }

    /** An outage fails the requests that wait for the key, too, and leaves none of them behind it. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_freeze_answers_all_requests_with_one_key_in_time() throws Exception {
        String body = Body.customer().text();
        SohoApi retries = api.with("Idempotency-Key", "frozen-" + Unique.number());
        bringBack = Database::thaw;
        Database.freeze();

        for (Answer answer : Concurrently.send(12, i -> () -> retries.post("/api/v1/customers", body))) {
            assertTrue(List.of(409, 503).contains(answer.status()), answer.toString());
            assertInTime(answer);
        }
        assertRecovered();
        Answer first = retries.post("/api/v1/customers", body);
        assertEquals(200, first.status());
        assertEquals("", first.header("Idempotent-Replayed"));
        retries.post("/api/v1/customers", body).is(200, first.body());
    }

    @Test
    void a_connection_lost_during_the_commit_is_503_with_its_reason_in_the_log() throws Exception {
        Body doomed = Body.ean().with("ean.city", "\"Doomed\"");
        String path = "/api/v1/customers/" + customer + "/eans";
        String id = "commit-" + Unique.number();
        terminateConnectionsAtCommitOfEansIn("Doomed");

        assertUnavailable(api.with("X-Request-Id", id).post(path + "/bulk", Body.bulk(Body.ean(), doomed)));

        List<String> lines = ServerLog.ofRequest(id);
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(
                lines.get(0)
                        .contains("unavailable: the connection to the database was lost (PSQLException 57P01) request="
                                + id),
                lines.get(0));
        assertTrue(lines.get(1).contains("POST /api/v1/customers/{customer_id}/eans/bulk 503 "), lines.get(1));
        api.get(path).is(200, "[]");
    }

    private static void terminateConnectionsAtCommitOfEansIn(String city) {
        Database.update("CREATE OR REPLACE FUNCTION end_connection() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$");
        Database.update("CREATE CONSTRAINT TRIGGER doomed AFTER INSERT ON eans DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW WHEN (NEW.city = '" + city + "') EXECUTE FUNCTION end_connection()");
    }

    @Test
    void transactions_with_lost_connections_do_not_affect_later_ones() throws Exception {
        List<Callable<Answer>> suppliers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String supplier = "{\"supplier\":{\"name\":\"Ended " + i + "\"}}";
            suppliers.add(() -> SohoApi.operator().post("/operator/v1/suppliers", supplier));
        }
        suppliers.add(() -> {
            await("all to wait").atMost(Duration.ofSeconds(5)).until(() -> waiting() == 8);
            Database.number(
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
            return null;
        });
        try (Connection operator = Database.session();
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("LOCK TABLE suppliers IN ACCESS EXCLUSIVE MODE");
            Concurrently.send(suppliers).subList(0, 8).forEach(OutageScenarios::assertUnavailable);
        }

        for (int round = 0; round < 2; round++) {
            Concurrently.send(40, i -> () -> api.get("/api/v1/customers?per=2"))
                    .forEach(answer -> assertEquals(200, answer.status(), answer.body()));
            assertEquals(
                    0,
                    Database.number("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"));
            // By then PostgreSQL would have ended an abandoned transaction.
            Thread.sleep(round == 0 ? 5_500 : 0);
        }
    }

    private static long waiting() {
        return Database.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void requests_rejected_during_a_freeze_are_not_stored_afterwards() throws Exception {
        List<String> emails = Stream.generate(Unique::email).limit(12).toList();
        List<String> numbers = Stream.generate(Unique::ean).limit(12).toList();
        bringBack = Database::thaw;
        Database.freeze();

        List<Answer> answers = Concurrently.send(
                24,
                i -> i < 12
                        ? () -> api.post(
                                "/api/v1/customers",
                                Body.customer()
                                        .with("customer.email", Body.quoted(emails.get(i)))
                                        .text())
                        : () -> api.post(
                                "/api/v1/customers/" + customer + "/eans",
                                Body.ean(numbers.get(i - 12)).text()));

        answers.forEach(OutageScenarios::assertUnavailable);
        assertRecovered();
        await("what was sent to be done with")
                .atMost(Duration.ofSeconds(10))
                .until(() -> Database.number(
                                "SELECT count(*) FROM pg_stat_activity WHERE state <> 'idle' AND pid <> pg_backend_pid()"
                                        + " AND datname = current_database()")
                        == 0);
        for (String email : emails) {
            assertEquals(0, Database.number("SELECT count(*) FROM customers WHERE email = ?", email));
        }
        for (String number : numbers) {
            assertEquals(0, Database.number("SELECT count(*) FROM eans WHERE number = ?", number));
        }
    }

    private void assertUnavailable() throws Exception {
        String path = "/api/v1/customers/" + customer;
        List<Answer> answers = Concurrently.send(List.of(
                () -> api.get("/api/v1/customers"),
                () -> api.get(path),
                () -> api.get(path + "/eans"),
                () -> api.post("/api/v1/customers", Body.customer().text()),
                () -> api.post(path + "/eans", Body.ean().text()),
                () -> api.post(path + "/eans/bulk", Body.bulk(Body.ean(), Body.ean())),
                () -> SohoApi.bearer(Tokens.random()).get("/api/v1/me"),
                () -> SohoApi.operator().get("/operator/v1/organisations")));
        answers.forEach(OutageScenarios::assertUnavailable);
        assertUnavailable(api.get(path));

        assertEquals(200, SohoApi.anonymous().get("/api/v1/ping").status());
        assertEquals(200, SohoApi.anonymous().get("/health/live").status());
        Answer ready = SohoApi.anonymous().get("/health/ready");
        assertEquals(503, ready.status());
        assertInTime(ready);
    }

    private static void assertUnavailable(Answer answer) {
        answer.is(503, Errors.request("service_unavailable"));
        assertTrue(answer.header("Retry-After").matches("\\d+"), answer.header("Retry-After"));
        assertInTime(answer);
    }

    /** A request may still use a connection that was open before. */
    private void assertReasonLogged(String reason) {
        String id = "away-" + Unique.number();
        SohoApi requests = api.with("X-Request-Id", id);
        await("the log to say that " + reason).atMost(Duration.ofSeconds(20)).until(() -> {
            assertUnavailable(requests.get("/api/v1/customers"));
            return ServerLog.reasons(id).contains(reason);
        });
    }

    private static void assertInTime(Answer answer) {
        assertTrue(answer.took().compareTo(ANSWERED_WITHIN) <= 0, answer.took().toString());
    }

    private void assertRecovered() {
        Runnable back = bringBack;
        bringBack = null;
        back.run();
        await().atMost(GOOD_AGAIN_WITHIN).until(this::isGood);
        for (int i = 0; i < 40; i++) {
            assertEquals(200, api.get("/api/v1/customers/" + customer).status());
        }
        assertEquals(200, api.post("/api/v1/customers", Body.customer().text()).status());
    }

    private boolean isGood() {
        return api.get("/api/v1/customers").status() == 200
                && SohoApi.anonymous().get("/health/ready").status() == 200;
    }
}
