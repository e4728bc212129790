package be.enbro.soho.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.it.Answer;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        RunningServer.await("for 401", () -> onB.get("/api/v1/me").status() == 401);
        Duration took = Duration.ofNanos(System.nanoTime() - revoked);
        assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, "took " + took);
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
