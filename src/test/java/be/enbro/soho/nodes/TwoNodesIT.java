package be.enbro.soho.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.it.Answer;
import be.enbro.soho.it.Body;
import be.enbro.soho.it.Database;
import be.enbro.soho.it.Partner;
import be.enbro.soho.it.Settings;
import be.enbro.soho.it.SohoApi;
import be.enbro.soho.launcher.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two runnable jars on one database and in one directory behind HAProxy, from a new database to the shutdown of both.
 * The tests build on each other and run in order, because each start takes as long as all other tests together.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {
    private static final int MOST_BODY = 2 * 1024 * 1024;
    private static final String CLOSE = "Connection: close\r\n";

    @TempDir
    static Path directory;

    private static RunningServer a;
    private static RunningServer b;
    private static Haproxy haproxy;

    @BeforeAll
    static void start() throws IOException {
        Settings.choose();
        Database.create();
        a = RunningServer.start(directory, settings());
        b = RunningServer.start(directory, settings());
        haproxy = Haproxy.before(directory, a, b);
    }

    @AfterAll
    static void stop() {
        Stream.of(haproxy, a, b).filter(started -> started != null).forEach(TwoNodesIT::close);
        Database.stop();
    }

    @Test
    @Order(1)
    void concurrent_starts_run_each_migration_once() throws IOException {
        a.ready();
        b.ready();
        try (Stream<Path> migrations = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
            long count = migrations.count();
            assertEquals(count, Database.number("SELECT count(*) FROM flyway_schema_history"));
            assertEquals(
                    count, Database.number("SELECT count(DISTINCT version) FROM flyway_schema_history WHERE success"));
        }
    }

    @Test
    @Order(2)
    void a_node_listens_only_on_its_http_port() {
        assertEquals(Set.of(a.port()), Sockets.of(a.pid()).listening());
        assertEquals(Set.of(b.port()), Sockets.of(b.pid()).listening());
    }

    @Test
    @Order(3)
    void a_revoked_token_is_rejected_here_at_once_and_elsewhere_within_2_seconds() {
        Partner partner = Partner.any();
        SohoApi onA = partner.api().at(url(a));
        SohoApi onB = partner.api().at(url(b));
        assertEquals(200, onA.get("/api/v1/me").status());
        assertEquals(200, onB.get("/api/v1/me").status());
        long token = Database.number("SELECT id FROM access_tokens WHERE organisation_id = ?", partner.id());
        String path = "/operator/v1/organisations/" + partner.id() + "/tokens/" + token;
        assertEquals(204, SohoApi.operator().at(url(a)).delete(path).status());
        long revoked = System.nanoTime();
        assertEquals(401, onA.get("/api/v1/me").status());
        assertWithinTwoSeconds(revoked, "for 401", () -> onB.get("/api/v1/me").status() == 401);
    }

    @Test
    @Order(3)
    void an_organisation_is_disabled_and_enabled_here_at_once_and_elsewhere_within_2_seconds() {
        Partner partner = Partner.any();
        SohoApi onA = partner.api().at(url(a));
        SohoApi onB = partner.api().at(url(b));
        assertEquals(200, onA.get("/api/v1/me").status());
        assertEquals(200, onB.get("/api/v1/me").status());
        String path = "/operator/v1/organisations/" + partner.id();
        for (int expected : List.of(401, 200)) {
            String body = "{\"organisation\":{\"disabled\":" + (expected == 401) + "}}";
            assertEquals(200, SohoApi.operator().at(url(a)).patch(path, body).status());
            long corrected = System.nanoTime();
            assertEquals(expected, onA.get("/api/v1/me").status());
            assertWithinTwoSeconds(
                    corrected, "for " + expected, () -> onB.get("/api/v1/me").status() == expected);
        }
    }

    @Test
    @Order(3)
    void a_supplier_is_renamed_here_at_once_and_elsewhere_within_2_seconds() {
        SohoApi operator = SohoApi.operator().at(url(a));
        long supplier = operator.post("/operator/v1/suppliers", "{\"supplier\":{\"name\":\"Old Name\"}}")
                .number("id");
        SohoApi api = Partner.any().api();
        String eans = "/api/v1/customers/"
                + api.at(url(a))
                        .post("/api/v1/customers", Body.customer().text())
                        .number("id") + "/eans";
        assertEquals("Old Name", nameInNewEan(api.at(url(a)), eans, supplier));
        assertEquals("Old Name", nameInNewEan(api.at(url(b)), eans, supplier));
        String path = "/operator/v1/suppliers/" + supplier;
        assertEquals(
                200,
                operator.patch(path, "{\"supplier\":{\"name\":\"New Name\"}}").status());
        long renamed = System.nanoTime();
        assertEquals("New Name", nameInNewEan(api.at(url(a)), eans, supplier));
        assertWithinTwoSeconds(renamed, "for the new name", () -> nameInNewEan(api.at(url(b)), eans, supplier)
                .equals("New Name"));

        assertEquals(409, operator.delete(path).status());
        Database.update("DELETE FROM eans WHERE supplier_id = ?", supplier);
        assertEquals(204, operator.delete(path).status());
        for (RunningServer node : List.of(a, b)) {
            Answer rejected = api.at(url(node)).post(eans, ean(supplier));
            assertEquals(422, rejected.status());
            assertTrue(rejected.body().contains("does_not_exist"), rejected.body());
        }
    }

    private static String nameInNewEan(SohoApi api, String eans, long supplier) {
        return api.post(eans, ean(supplier)).string("name");
    }

    private static String ean(long supplier) {
        return Body.ean().with("ean.supplier_id", Long.toString(supplier)).text();
    }

    private static void assertWithinTwoSeconds(long since, String what, BooleanSupplier isSo) {
        RunningServer.await(what, isSo);
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, "took " + took);
    }

    @Test
    @Order(3)
    void a_retry_on_the_other_node_gets_the_first_answer() {
        String body = Body.customer().text();
        SohoApi api = Partner.any().api().with("Idempotency-Key", "either-node");
        Answer first = api.at(url(a)).post("/api/v1/customers", body);
        assertEquals(200, first.status(), first.body());

        Answer retry = api.at(url(b)).post("/api/v1/customers", body).is(200, first.body());
        assertEquals("true", retry.header("Idempotent-Replayed"));
    }

    @Test
    @Order(4)
    void errors_of_haproxy_look_like_our_own_and_nodes_limit_the_body_size() {
        haproxy.awaitServing("a");
        haproxy.awaitServing("b");
        String malformed =
                raw("GET /api/v1/%zz HTTP/1.1\r\nHost: soho\r\nX-Request-Id: mine\r\nConnection: close\r\n\r\n");
        assertTrue(malformed.startsWith("HTTP/1.1 400 "), malformed);
        assertTrue(malformed.contains("content-type: application/json; charset=utf-8\r\n"), malformed);
        assertTrue(malformed.contains("x-request-id: mine\r\n"), malformed);
        assertTrue(
                malformed.endsWith(
                        "{\"errors\":[{\"error\":\"bad_request\",\"message\":\"bad request\",\"path\":\"request\",\"type\":\"custom\"}]}"),
                malformed);
        Answer tooLarge = Partner.any().api().at(haproxy.url()).post("/api/v1/customers", new byte[MOST_BODY + 1]);
        assertEquals(413, tooLarge.status());
        assertTrue(tooLarge.header("Server").isEmpty());
    }

    /** The nodes would accept the request, because the operator's token is correct. */
    @Test
    @Order(4)
    void the_operator_api_is_not_forwarded_under_any_spelling_of_its_path() {
        haproxy.awaitServing("a");
        SohoApi outside = SohoApi.operator().at(haproxy.url());
        assertEquals(
                200,
                SohoApi.operator().at(url(a)).get("/operator/v1/organisations").status());
        for (String path : List.of(
                "/operator",
                "/operator/v1/organisations",
                "/Operator/v1/organisations",
                "/%6fperator/v1/organisations",
                "/operator%20/v1/organisations")) {
            outside.get(path).is(404, "\"Not found\"");
        }
        for (String path : List.of(
                "/operator;x/v1/organisations",
                "//operator/v1/organisations",
                "/./operator/v1/organisations",
                "/api/../operator/v1/organisations",
                "/api%2f..%2foperator/v1/organisations",
                "/operator%3bx/v1/organisations",
                "/operator\\v1/organisations",
                "/%2e/operator/v1/organisations",
                "/operator%00/v1/organisations")) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: soho\r\nAuthorization: Bearer "
                    + Settings.operatorToken() + "\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 400 "), path + ": " + answer);
            assertTrue(answer.contains("x-request-id: "), answer);
            assertTrue(answer.contains("x-content-type-options: nosniff\r\n"), answer);
        }
    }

    /** HAProxy counts in periods of 10 seconds, far longer than these requests take. */
    @Test
    @Order(4)
    void an_address_without_a_token_is_limited_and_no_other_address_nor_a_health_check() {
        haproxy.awaitServing("a");
        String answers = haproxy.answersFrom(
                "127.0.0.2",
                get("/api/v1/ping", "").repeat(220)
                        + get("/health/ready", "")
                        + get("/docs/", "X-Request-Id: mine\r\nConnection: close\r\n"));

        List<Integer> expected = new ArrayList<>(Collections.nCopies(200, 200));
        expected.addAll(Collections.nCopies(20, 429));
        expected.addAll(List.of(200, 429));
        assertEquals(expected, statuses(answers));
        assertEquals(
                """
                HTTP/1.1 429 Too Many Requests
                x-content-type-options: nosniff
                cache-control: no-store
                retry-after: 10
                content-length: 105
                content-type: application/json; charset=utf-8
                x-request-id: mine
                connection: close

                {"errors":[{"error":"too_many_requests","message":"too many requests","path":"request","type":"custom"}]}"""
                        .replace("\n", "\r\n"),
                answers.substring(answers.lastIndexOf("HTTP/1.1 ")));
        assertEquals(List.of(200), statuses(haproxy.answersFrom("127.0.0.3", get("/api/v1/ping", CLOSE))));
    }

    @Test
    @Order(4)
    void an_address_that_tries_tokens_is_limited_and_a_good_token_is_not() {
        haproxy.awaitServing("a");
        String good = bearer(Partner.any().token());
        String answers = haproxy.answersFrom(
                "127.0.0.4",
                get("/api/v1/me", good)
                        + IntStream.range(0, 70)
                                .mapToObj(i -> get("/api/v1/me", bearer("%032x".formatted(i))))
                                .collect(Collectors.joining())
                        + get("/api/v1/me", good).repeat(100)
                        + get("/api/v1/ping", good).repeat(250)
                        + get("/api/v1/me", bearer("f".repeat(32)) + CLOSE));

        List<Integer> expected = new ArrayList<>(List.of(200));
        expected.addAll(Collections.nCopies(50, 401));
        expected.addAll(Collections.nCopies(20, 429));
        expected.addAll(Collections.nCopies(350, 200));
        expected.add(429);
        assertEquals(expected, statuses(answers));
        assertEquals(
                List.of(401),
                statuses(haproxy.answersFrom("127.0.0.5", get("/api/v1/me", bearer("0".repeat(32)) + CLOSE))));
    }

    private static String get(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: soho\r\n" + headers + "\r\n";
    }

    private static List<Integer> statuses(String answers) {
        return Pattern.compile("HTTP/1\\.1 (\\d{3}) ")
                .matcher(answers)
                .results()
                .map(status -> Integer.valueOf(status.group(1)))
                .toList();
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token + "\r\n";
    }

    @Test
    @Order(5)
    void a_rolling_restart_neither_rejects_nor_loses_a_create() {
        Partner partner = Partner.any();
        SteadyCreates creates = SteadyCreates.begin(partner.api().at(haproxy.url()));
        try (creates) {
            creates.awaitMore(20);
            a = restarted(a, "a", "--nocluster");
            creates.awaitMore(20);
            b = restarted(b, "b");
            creates.awaitMore(20);
        }
        assertEquals(List.of(), creates.failures(), haproxy::log);
        assertEquals(
                Database.text(
                        "SELECT string_agg(id || ' ' || email, E'\\n' ORDER BY id) FROM customers WHERE organisation_id = ?",
                        partner.id()),
                creates.customers());
        assertEquals(
                Database.text("SELECT string_agg(id || ' ' || number, E'\\n' ORDER BY id) FROM eans"), creates.eans());
        assertEquals(Set.of(a.port()), Sockets.of(a.pid()).listening());
    }

    @Test
    @Order(6)
    void without_a_node_haproxy_answers_503_in_our_format() {
        a.terminate();
        b.terminate();
        assertEquals(0, a.exitCode());
        assertEquals(0, b.exitCode());
        Answer answer = SohoApi.anonymous().at(haproxy.url()).get("/api/v1/ping");
        answer.is(
                503,
                "{\"errors\":[{\"error\":\"service_unavailable\",\"message\":\"service unavailable\",\"path\":\"request\",\"type\":\"custom\"}]}");
        assertEquals("2", answer.header("Retry-After"));
    }

    /** The first compiler tier only, because these nodes start and stop more than they serve. */
    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Settings.environment());
        settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        return settings;
    }

    private static RunningServer restarted(RunningServer node, String name, String... options) {
        node.terminate();
        assertEquals(0, node.exitCode(), node::err);
        RunningServer next = node.again(options).ready();
        haproxy.awaitServing(name);
        return next;
    }

    private static String raw(String request) {
        return SohoApi.raw(haproxy.url(), request.getBytes(StandardCharsets.US_ASCII));
    }

    private static URI url(RunningServer node) {
        return URI.create("http://127.0.0.1:" + node.port());
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
