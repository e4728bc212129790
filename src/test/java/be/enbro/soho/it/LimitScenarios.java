package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No request and no partner can affect the others (contract extensions, section 9). */
abstract class LimitScenarios {
    private static final int AT_WORK = 64;
    private static final int MOST_EANS = 5_000;
    private static final int LIMIT = 2 * 1024 * 1024;
    private static final String LIMIT_REACHED =
            "{\"error\":\"limit_reached\",\"message\":\"limit reached\",\"path\":\"%s\",\"type\":\"custom\"}";

    private Partner partner;
    private SohoApi api;
    private long customer;
    private String eans;

    @BeforeEach
    void a_partner_with_a_customer() {
        partner = Partner.any();
        api = partner.api();
        customer = partner.customer();
        eans = "/api/v1/customers/" + customer + "/eans";
    }

    // bodies

    @Test
    void two_hundred_slow_bodies_do_not_slow_down_another_partner() throws Exception {
        SohoApi other = Partner.any().api();
        assertEquals(200, other.get("/api/v1/me").status());
        List<Connection> slow = new ArrayList<>();
        try {
            // Requests beyond the organisation's limit of 64 are rejected at once.
            for (int i = 0; i < 200; i++) {
                slow.add(Connection.begin("/api/v1/customers", partner.token(), "Content-Length: 1000"));
            }
            List<Duration> took = new ArrayList<>();
            for (int second = 0; second < 5; second++) {
                slow.forEach(connection -> connection.send(" "));
                for (int i = 0; i < 20; i++) {
                    Answer answer = i % 4 == 0
                            ? other.post("/api/v1/customers", Body.customer().text())
                            : other.get("/api/v1/customers");
                    assertEquals(200, answer.status(), answer.body());
                    took.add(answer.took());
                }
                assertEquals(200, SohoApi.anonymous().get("/health/live").status());
                Thread.sleep(1_000);
            }
            assertEquals(429, api.get("/api/v1/me").status());
            Duration p95 = took.stream().sorted().toList().get(took.size() * 95 / 100);
            assertTrue(p95.compareTo(Duration.ofSeconds(1)) < 0, p95 + " of " + took);
        } finally {
            slow.forEach(Connection::close);
        }
    }

    @Test
    void a_body_that_does_not_arrive_is_408_and_the_connection_is_closed() {
        try (Connection silent = Connection.begin("/api/v1/customers", partner.token(), "Content-Length: 400");
                Connection chunked =
                        Connection.begin("/api/v1/customers", partner.token(), "Transfer-Encoding: chunked")) {
            chunked.send("1\r\n{\r\n");

            for (String answer : List.of(silent.answer(), chunked.answer())) {
                assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
                assertTrue(answer.endsWith("\r\n\r\n" + Errors.request("request_timeout")), answer);
                assertTrue(answer.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n"), answer);
                assertTrue(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"), answer);
                assertTrue(answer.contains("\r\nRateLimit: \"requests\";r="), answer);
            }
        }
        assertEquals(200, api.post("/api/v1/customers", Body.customer().text()).status());
    }

    @Test
    void a_body_in_several_parts_is_processed_like_a_complete_one() throws Exception {
        String body = Body.customer().text();
        try (Connection parts = Connection.begin(
                        "/api/v1/customers", partner.token(), "Connection: close\r\nContent-Length: " + body.length());
                Connection chunks =
                        Connection.begin(eans, partner.token(), "Connection: close\r\nTransfer-Encoding: chunked")) {
            for (int i = 0; i < body.length(); i += 100) {
                parts.send(body.substring(i, Math.min(body.length(), i + 100)));
                Thread.sleep(50);
            }
            String ean = Body.ean().text();
            for (int i = 0; i < ean.length(); i++) {
                chunks.send("1\r\n" + ean.charAt(i) + "\r\n");
                Thread.sleep(5);
            }
            chunks.send("0\r\n\r\n");

            String created = parts.answer();
            assertTrue(created.startsWith("HTTP/1.1 200 OK\r\n"), created);
            assertTrue(created.contains("\"organisation_id\":" + partner.id() + ","), created);
            String registered = chunks.answer();
            assertTrue(registered.startsWith("HTTP/1.1 201 Created\r\n"), registered);
            assertTrue(registered.contains("\"customer_id\":" + customer + ","), registered);
        }
    }

    @Test
    void the_body_of_a_request_rejected_without_it_is_not_awaited() {
        assertRejected("HTTP/1.1 401 ", "/api/v1/customers", Tokens.random(), "Content-Length: 400");
        assertRejected("HTTP/1.1 401 ", "/operator/v1/suppliers", partner.token(), "Content-Length: 400");
        assertRejected("HTTP/1.1 404 ", "/api/v1/customers/%20/eans", partner.token(), "Content-Length: 400");
        assertRejected("HTTP/1.1 413 ", "/api/v1/customers", partner.token(), "Content-Length: " + (LIMIT + 1));
    }

    private void assertRejected(String status, String path, String token, String headers) {
        try (Connection connection = Connection.begin(path, token, "Connection: close\r\n" + headers)) {
            String answer = connection.start();
            assertTrue(answer.startsWith(status), answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"X-None, {", "X-None, ''", "Expect, ''", "Expect, {"})
    void aborted_bodies_leave_no_request_in_progress(String header, String beginning) throws Exception {
        for (int i = 0; i < 2 * AT_WORK; i++) {
            Connection connection = Connection.begin(
                    "/api/v1/customers", partner.token(), "Content-Length: 400\r\n" + header + ": 100-continue");
            connection.send(beginning);
            connection.reset();
        }

        await("all places").atMost(Duration.ofSeconds(25)).until(this::allPlacesAreFree);
    }

    private boolean allPlacesAreFree() {
        List<Connection> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < AT_WORK - 1; i++) {
                waiting.add(Connection.begin(
                        "/api/v1/customers", partner.token(), "Connection: close\r\nContent-Length: 400"));
            }
            Thread.sleep(500);
            return api.get("/api/v1/me").status() == 200;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            waiting.forEach(connection -> connection.send(" ".repeat(400)));
            waiting.forEach(Connection::answer);
            waiting.forEach(Connection::close);
        }
    }

    @Test
    void requests_after_a_late_body_never_get_the_response_of_another() throws Exception {
        try (Connection connection = Connection.begin("/api/v1/customers", partner.token(), "Content-Length: 2")) {
            Thread.sleep(300);
            String further = "GET /api/v1/customers?page=%d HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + partner.token() + "\r\n\r\n";
            connection.send("{}" + further.formatted(101) + further.formatted(102) + further.formatted(103));

            String answers = connection.answer();
            assertTrue(answers.startsWith("HTTP/1.1 422 "), answers);
            assertEquals(1, answers.split("HTTP/1\\.1 ").length - 1, answers);
        }
    }

    @Test
    void a_body_of_get_or_delete_is_ignored() {
        api.send("GET", "/api/v1/customers/999999999", "{").is(404, Errors.NOT_FOUND);
        assertEquals(200, api.send("GET", "/api/v1/me", "{\"a\":").status());
        SohoApi.operator()
                .send("DELETE", "/operator/v1/organisations/" + partner.id() + "/tokens/999999999", "{")
                .is(404, Errors.NOT_FOUND);
    }

    @Test
    void forty_concurrent_bulks_of_two_megabytes_do_not_affect_others() throws Exception {
        String text = Body.quoted("x".repeat(255));
        SohoApi other = Partner.any().api();

        List<Answer> answers = Concurrently.send(41, i -> {
            if (i == 40) {
                return () -> other.get("/api/v1/customers");
            }
            String bulk = Body.bulk(Stream.generate(Body::ean)
                    .limit(1_000)
                    .map(ean -> ean.with("ean.street", text).with("ean.city", text))
                    .map(ean -> ean.with("ean.building", text).with("ean.postal_code", text))
                    .map(ean -> ean.with("ean.building_addon", text).with("ean.x", text))
                    .toArray(Body[]::new));
            long of = partner.customer();
            return () -> api.post("/api/v1/customers/" + of + "/eans/bulk", bulk);
        });

        assertEquals(200, answers.remove(40).status());
        answers.stream().filter(answer -> answer.status() != 201).forEach(answer -> {
            answer.is(503, Errors.request("service_unavailable"));
            assertEquals("2", answer.header("Retry-After"));
            assertTrue(answer.header("RateLimit").startsWith("\"requests\";r="), answer.header("RateLimit"));
        });
        assertTrue(answers.stream().anyMatch(answer -> answer.status() == 201));
        assertEquals(200, SohoApi.anonymous().get("/health/ready").status());
    }

    // concurrent requests

    @Test
    void more_than_64_concurrent_requests_of_one_organisation_are_429() {
        List<Connection> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < AT_WORK; i++) {
                waiting.add(Connection.begin("/api/v1/customers", partner.token(), "Content-Length: 400"));
            }
            // The request that checks may itself have occupied one of the places.
            await("all to be at work").atMost(Duration.ofSeconds(5)).until(() -> {
                waiting.add(Connection.begin("/api/v1/customers", partner.token(), "Content-Length: 400"));
                return api.get("/api/v1/me").status() == 429;
            });

            Answer refused = api.get("/api/v1/me").is(429, Errors.request("too_many_requests"));
            assertEquals("1", refused.header("Retry-After"));
            assertTrue(
                    refused.header("RateLimit").matches("\"requests\";r=[1-9]\\d*;t=1"), refused.header("RateLimit"));
            assertEquals(
                    429, api.post("/api/v1/customers", Body.customer().text()).status());
            assertEquals(200, Partner.any().api().get("/api/v1/me").status());
            assertEquals(200, SohoApi.anonymous().get("/api/v1/ping").status());
            assertEquals(401, SohoApi.bearer(Tokens.random()).get("/api/v1/me").status());
        } finally {
            waiting.forEach(Connection::close);
        }
        await("places")
                .atMost(Duration.ofSeconds(20))
                .until(() -> api.get("/api/v1/me").status() == 200);
    }

    // stored data

    @Test
    void a_consumption_is_stored_as_sent_up_to_255_characters() {
        String longest = "0".repeat(254) + "1";
        Body ean = Body.ean();

        Answer kept = api.post(eans, withConsumption(ean, longest, "\"1\"").text());
        assertEquals(201, kept.status(), kept.body());
        assertTrue(kept.body().contains("\"volume\":\"" + longest + "\""), kept.body());
        api.post(
                        eans,
                        withConsumption(Body.ean(), "0" + longest, Body.quoted(" ".repeat(255) + "1"))
                                .text())
                .is(
                        422,
                        Errors.errors(
                                Errors.params("ean.consumptions.0.volume", "size cannot be greater than 255"),
                                Errors.params("ean.consumptions.0.price", "size cannot be greater than 255")));
    }

    private static Body withConsumption(Body ean, String volume, String price) {
        return ean.with(
                "ean.consumptions", "[{\"name\":\"mono\",\"volume\":\"" + volume + "\",\"price\":" + price + "}]");
    }

    @Test
    void a_customer_has_at_most_5000_eans() {
        fill(MOST_EANS - 2);

        api.post(eans + "/bulk", bulk(3)).is(422, Errors.errors(LIMIT_REACHED.formatted("eans")));
        assertEquals(201, api.post(eans + "/bulk", bulk(1)).status());
        String last = Body.ean().text();
        assertEquals(201, api.post(eans, last).status());

        api.post(eans, Body.ean().text()).is(422, Errors.errors(LIMIT_REACHED.formatted("ean")));
        api.post(eans, last)
                .is(
                        422,
                        Errors.errors(
                                Errors.params("ean.number", "has already been added to customer"),
                                Errors.params("ean.number", "has already been taken"),
                                LIMIT_REACHED.formatted("ean")));
        api.post(eans, Body.ean().with("ean.product", "\"water\"").text())
                .is(
                        422,
                        Errors.errors(
                                Errors.params("ean.product", "must be one of: gas, electricity"),
                                LIMIT_REACHED.formatted("ean")));
        api.post(eans + "/bulk", bulk(1)).is(422, Errors.errors(LIMIT_REACHED.formatted("eans")));
        Partner.any().api().post(eans, Body.ean().text()).is(404, Errors.NOT_FOUND);
        assertEquals(MOST_EANS, Database.number("SELECT count(*) FROM eans WHERE customer_id = ?", customer));
        assertEquals(
                201,
                api.post(
                                "/api/v1/customers/" + partner.customer() + "/eans",
                                Body.ean().text())
                        .status());
    }

    @Test
    void concurrent_eans_never_exceed_the_limit_of_a_customer() throws Exception {
        fill(MOST_EANS - 15);

        List<Answer> answers = Concurrently.send(
                30,
                i -> i % 3 == 0
                        ? () -> api.post(eans + "/bulk", bulk(4))
                        : () -> api.post(eans, Body.ean().text()));

        long stored = 0;
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            if (answer.status() == 201) {
                stored += i % 3 == 0 ? 4 : 1;
            } else {
                answer.is(422, Errors.errors(LIMIT_REACHED.formatted(i % 3 == 0 ? "eans" : "ean")));
            }
        }
        assertEquals(
                MOST_EANS - 15 + stored, Database.number("SELECT count(*) FROM eans WHERE customer_id = ?", customer));
        assertTrue(stored >= 12 && stored <= 15, "stored " + stored);
    }

    @Test
    void a_list_of_many_eans_is_complete_and_in_order() {
        List<String> all =
                IntStream.of(25, 1, 24, 450).boxed().flatMap(this::registered).toList();

        Answer list = api.get(eans);

        list.is(200, "[" + String.join(",", all) + "]");
        assertEquals("no-store", list.header("Cache-Control"));
        Partner.any().api().get(eans).is(404, Errors.NOT_FOUND);
    }

    /** Returns the EANs of the response to a bulk of this size, each as text. */
    private Stream<String> registered(int count) {
        Answer answer = api.post(eans + "/bulk", bulk(count));
        assertEquals(201, answer.status(), answer.body());
        String elements = answer.body().substring(1, answer.body().length() - 1);
        return Stream.of(elements.split("(?<=}),(?=\\{\"id\")"));
    }

    private static String bulk(int count) {
        return Body.bulk(Stream.generate(Body::ean).limit(count).toArray(Body[]::new));
    }

    private void fill(int count) {
        Database.update(
                "INSERT INTO eans (customer_id, number, product, state, created_at, confirmed_at)"
                        + " SELECT ?, '54' || lpad((? * 10000 + i)::text, 16, '0'), 'gas', 'ready', now(), now()"
                        + " FROM generate_series(1, ?) AS i",
                customer,
                100_000_000L + customer,
                count);
    }
}
