package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The token bucket of each organisation and its header fields (contract extensions, section 9). */
abstract class RateScenarios {
    private static final String POLICY = "RateLimit-Policy";
    private static final String STATE = "RateLimit";
    private static final int CLIENTS = 8;
    private static final int CREATES = 32;

    /** RFC 9651, section 4.2: a list of one string with two integer parameters. */
    private static final Pattern ITEM = Pattern.compile(
            "\"([\\x20-\\x21\\x23-\\x5b\\x5d-\\x7e]*)\"; *([a-z*][a-z0-9_.*-]*)=(\\d{1,15}); *([a-z*][a-z0-9_.*-]*)=(\\d{1,15})");

    private Partner partner;
    private SohoApi api;

    @BeforeEach
    void a_partner() {
        partner = Partner.any();
        api = partner.api();
    }

    @Test
    void every_answer_to_a_valid_token_has_both_fields() {
        String customers = "/api/v1/customers";
        String customer = customers + "/" + partner.customer();

        assertLimited(200, api.get("/api/v1/me"));
        assertLimited(200, api.send("HEAD", "/api/v1/me"));
        assertLimited(204, api.send("OPTIONS", "/api/v1/me"));
        assertLimited(200, api.get(customer));
        assertLimited(200, api.get(customers + "?after=0"));
        assertLimited(200, api.post(customers, Body.customer().text()));
        assertLimited(201, api.post(customer + "/eans", Body.ean().text()));
        assertLimited(400, api.post(customers, "{"));
        assertLimited(404, api.get(customers + "/999999999"));
        assertLimited(404, api.get("/api/v1/nothing"));
        assertLimited(404, api.send("OPTIONS", "/api/v1/nothing"));
        assertLimited(405, api.send("DELETE", "/api/v1/me"));
        assertLimited(405, api.send("TRACE", "/api/v1/me"));
        assertLimited(406, api.with("Accept", "text/html").get("/api/v1/me"));
        assertLimited(413, api.post(customers, new byte[2 * 1024 * 1024 + 1]));
        assertLimited(415, api.with("Content-Type", "text/plain").post(customers, "{}"));
        assertLimited(422, api.post(customers, "{}"));
        assertLimited(422, api.post(customers, "{\"a\":\"" + "x".repeat(100_000) + "\"}"));
        assertLimited(422, chunked("{}"));
    }

    @Test
    void no_other_answer_has_them() {
        for (SohoApi client : List.of(api, SohoApi.operator(), SohoApi.anonymous())) {
            assertUnlimited(200, client.get("/api/v1/ping"));
            assertUnlimited(405, client.send("DELETE", "/api/v1/ping"));
            assertUnlimited(204, client.send("OPTIONS", "/api/v1/ping"));
            assertUnlimited(200, client.get("/health/live"));
            assertUnlimited(200, client.get("/health/ready"));
            assertUnlimited(200, client.get("/docs/"));
            assertUnlimited(200, client.get("/openapi.json"));
            assertUnlimited(404, client.get("/nothing"));
        }
        for (SohoApi client : List.of(SohoApi.bearer(Tokens.random()), SohoApi.operator(), SohoApi.anonymous())) {
            assertUnlimited(401, client.get("/api/v1/me"));
            assertUnlimited(401, client.send("OPTIONS", "/api/v1/me"));
            assertUnlimited(401, client.get("/api/v1/nothing"));
            assertUnlimited(401, client.post("/api/v1/customers", "{"));
            assertUnlimited(401, client.post("/api/v1/customers", "x".repeat(100_000)));
        }
        assertUnlimited(401, api.get("/operator/v1/organisations"));
        assertUnlimited(200, SohoApi.operator().get("/operator/v1/organisations"));
        assertUnlimited(404, SohoApi.operator().get("/operator/v1/organisations/999999999"));
        assertUnlimited(422, SohoApi.operator().post("/operator/v1/suppliers", "{}"));
    }

    @Test
    void a_request_takes_one_token_also_when_its_body_comes_late() {
        int requests = 50;
        long start = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            try (Connection connection = Connection.begin("/api/v1/customers", partner.token(), "Content-Length: 2")) {
                // Payara reads a body that arrives together with its head at once.
                connection.send("{");
                connection.send("}");
                assertTrue(connection.start().startsWith("HTTP/1.1 422 "));
            }
        }

        long remaining = remaining(api.get("/api/v1/me"));

        double added = Settings.ratePerSecond() * (System.nanoTime() - start) / 1e9;
        assertTrue(remaining >= Settings.rateBurst() - requests - 1, "remaining " + remaining);
        assertTrue(remaining <= Settings.rateBurst() - requests + added, "remaining " + remaining + ", added " + added);
    }

    @Test
    void beyond_the_limit_requests_are_429_and_do_nothing() throws Exception {
        SohoApi other = Partner.any().api();
        AtomicInteger admitted = new AtomicInteger();
        List<Callable<Answer>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(() -> untilRejected(admitted));
        }
        clients.add(() -> served(other));

        long start = System.nanoTime();
        List<Answer> answers = Concurrently.send(clients);
        double seconds = (System.nanoTime() - start) / 1e9;

        assertLimited(200, answers.remove(CLIENTS));
        answers.forEach(RateScenarios::assertRejected);
        assertTrue(admitted.get() >= Settings.rateBurst(), "admitted " + admitted);
        assertTrue(
                admitted.get() <= Settings.rateBurst() + Settings.ratePerSecond() * seconds + 1,
                "admitted " + admitted + " in " + seconds);
        assertCreatesOnlyWhatItAdmits();
        assertRejectsBeforeTheBody();
        assertUnlimited(200, api.get("/api/v1/ping"));
        await("a token")
                .atMost(Duration.ofSeconds(10))
                .until(() -> api.get("/api/v1/me").status() == 200);
    }

    private Answer untilRejected(AtomicInteger admitted) {
        while (true) {
            Answer answer = api.get("/api/v1/me");
            if (answer.status() != 200) {
                return answer;
            }
            admitted.incrementAndGet();
        }
    }

    /** Sends requests while the others are rejected; returns the last answer. */
    private static Answer served(SohoApi other) {
        Answer answer = other.get("/api/v1/me");
        for (int i = 0; i < 100 && answer.status() == 200; i++) {
            answer = other.get("/api/v1/me");
        }
        return answer;
    }

    /** A token may become available at any time. */
    private void assertCreatesOnlyWhatItAdmits() throws Exception {
        List<Answer> answers = Concurrently.send(
                CREATES,
                i -> () -> api.post("/api/v1/customers", Body.customer().text()));
        List<Answer> rejected =
                answers.stream().filter(answer -> answer.status() != 200).toList();
        assertFalse(rejected.isEmpty());
        rejected.forEach(RateScenarios::assertRejected);
        assertEquals(
                answers.size() - rejected.size(),
                Database.number("SELECT count(*) FROM customers WHERE organisation_id = ?", partner.id()));
    }

    private void assertRejectsBeforeTheBody() {
        await("a rejection").atMost(Duration.ofSeconds(60)).until(() -> {
            untilRejected(new AtomicInteger());
            try (Connection connection =
                    Connection.begin("/api/v1/customers", partner.token(), "Content-Length: 400")) {
                // An admitted one is 408 after 10 seconds.
                return connection.start().startsWith("HTTP/1.1 429 ");
            }
        });
    }

    private Answer chunked(String body) {
        return api.postChunked("/api/v1/customers", new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII)));
    }

    private static void assertRejected(Answer answer) {
        assertLimited(429, answer.is(429, Errors.request("too_many_requests")));
        assertEquals(0, remaining(answer));
        assertEquals("1", answer.header("Retry-After"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    private static void assertLimited(int status, Answer answer) {
        assertEquals(status, answer.status(), answer.body());
        int burst = Settings.rateBurst();
        int window = (burst + Settings.ratePerSecond() - 1) / Settings.ratePerSecond();
        assertEquals(List.of("requests", "q", "" + burst, "w", "" + window), item(answer, POLICY));
        List<String> state = item(answer, STATE);
        assertEquals(List.of("requests", "r", "" + remaining(answer), "t", "1"), state);
        assertTrue(remaining(answer) < burst, state::toString);
    }

    private static void assertUnlimited(int status, Answer answer) {
        assertEquals(status, answer.status(), answer.body());
        assertEquals(List.of(), answer.headers().allValues(POLICY));
        assertEquals(List.of(), answer.headers().allValues(STATE));
    }

    private static long remaining(Answer answer) {
        return Long.parseLong(item(answer, STATE).get(2));
    }

    /** Returns the string, and the names and values of the parameters, of a field that occurs once. */
    private static List<String> item(Answer answer, String field) {
        List<String> values = answer.headers().allValues(field);
        assertEquals(1, values.size(), () -> field + " of " + answer.status() + ": " + values);
        Matcher item = ITEM.matcher(values.get(0));
        assertTrue(item.matches(), values::toString);
        return List.of(item.group(1), item.group(2), item.group(3), item.group(4), item.group(5));
    }
}
