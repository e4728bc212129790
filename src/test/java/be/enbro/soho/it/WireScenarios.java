package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Raw requests: those that a server rejects before the application receives them, or would answer itself (rules,
 * section 3). Requests rejected by WildFly's parser are answered 400 without a body, because the application cannot
 * change that.
 */
abstract class WireScenarios {
    private static final boolean IS_PAYARA =
            System.getProperty("arquillian.launch").startsWith("payara");
    private static final String HOST = "Host: localhost";

    private Partner partner;
    private String token;

    @BeforeEach
    void setUp() {
        Fixtures.deleteAll();
        partner = Partner.any();
        token = "Authorization: Bearer " + partner.token();
    }

    // before the application

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host:",
                "Host: ",
                "Host: api.example.com:/",
                "Host: http://localhost:8080",
                "Host: localhost:-1",
                "Host: localhost:99999999999",
                "Host: a b",
                "Host: [",
                "Host: [::1",
                "Host: h\u00e9",
                "X-Host: localhost",
                "Host: localhost\r\nHost: localhost"
            })
    void a_malformed_host_is_400_on_every_path_and_stores_nothing(String host) {
        for (String path : List.of("/api/v1/me", "/health/ready", "/", "/operator/v1/suppliers")) {
            assertRejected(SohoApi.raw("GET " + path + " HTTP/1.1\r\n" + host + "\r\n" + token + "\r\n\r\n"));
        }
        String body = Body.customer().text();
        assertRejected(SohoApi.raw("POST /api/v1/customers HTTP/1.1\r\n" + host + "\r\n" + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
        assertEquals(0, Fixtures.count("customers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a_b.example.com:8080", "127.0.0.1:8080", "[::1]:8080"})
    void any_other_host_is_served(String host) {
        assertStatus("200 OK", get("/api/v1/me", "Host: " + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.2",
                "HTTP/2.0",
                "FOO",
                "",
            })
    void another_version_of_http_is_a_bad_request(String version) {
        assertRejected(SohoApi.raw("GET /api/v1/me " + version + "\r\n" + HOST + "\r\n" + token + "\r\n\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://:/api/v1/me",
                "http:///api/v1/me",
            })
    void a_target_without_a_host_is_a_bad_request(String target) {
        for (int i = 0; i < 10; i++) {
            assertRejected(get(target, HOST));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/..", "/api/v1/..", "/../", "/./..", "/api/..", "/api/v1/me/../../.."})
    void a_path_above_the_root_is_always_a_bad_request(String path) {
        for (int i = 0; i < 20; i++) {
            assertStatus("400 Bad Request", get(path, HOST));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me;jsessionid=1", "/api/v1/customers;JSESSIONID=1", "/api;jsessionid=x/v1/me"})
    void a_path_with_a_session_id_is_ambiguous(String path) {
        assertStatus("400 Bad Request", get(path, HOST));
    }

    @Test
    void a_head_that_is_too_large_is_a_bad_request() {
        assertRejected(get("/api/v1/me", HOST + "\r\nX-Large: " + "a".repeat(1_100_000)));
        assertRejected(get("/api/v1/" + "a".repeat(1_100_000), HOST));
        assertRejected(get("/api/v1/me", HOST + "\r\nX-Many: a".repeat(300)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1",
                "Content-Length: +2",
                "Content-Length: 2, 2",
                "Content-Length: x",
                "Content-Length:",
                "Content-Length: 2\r\nContent-Length: 3",
                "Content-Length: 99999999999999999999",
                "Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: gzip",
                "Transfer-Encoding: chunked, gzip",
                "Transfer-Encoding: identity",
            })
    void a_body_without_a_clear_end_is_a_bad_request(String framing) {
        String answer = post(framing, "{}");

        assertStatus("400 Bad Request", answer);
        assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT"})
    void a_body_is_never_interpreted_as_the_next_request(String method) {
        String customer = Body.customer().text();
        String hidden = "POST /api/v1/customers HTTP/1.1\r\n" + HOST + "\r\n" + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + customer.length() + "\r\n\r\n" + customer;
        String chunk = Integer.toHexString(hidden.length()) + "\r\n" + hidden + "\r\n0\r\n\r\n";

        assertOneRefusal(SohoApi.raw(method + " /api/v1/me HTTP/1.1\r\n" + HOST + "\r\n" + token
                + "\r\nContent-Length: " + hidden.length() + "\r\n\r\n" + hidden));
        assertOneRefusal(SohoApi.raw(method + " /api/v1/me HTTP/1.1\r\n" + HOST + "\r\n" + token
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk));
        assertEquals(0, Fixtures.count("customers"));
    }

    private static void assertOneRefusal(String answer) {
        assertTrue(answer.matches("(?s)HTTP/1.1 40[05] .*"), answer);
        assertEquals(0, answer.lastIndexOf("HTTP/1.1 "), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE", "OPTIONS", "PUT", "PATCH"})
    void an_unread_body_is_skipped(String method) {
        String request = method + " /api/v1/me HTTP/1.1\r\n" + HOST + "\r\n" + token + "\r\n";
        String last = "GET /api/v1/ping HTTP/1.1\r\n" + HOST + "\r\nConnection: close\r\n\r\n";

        for (String body : List.of(
                "Content-Length: 5\r\n\r\nhello",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")) {
            String answers = SohoApi.raw(request + body + last);

            assertFalse(answers.startsWith("HTTP/1.1 400 "), answers);
            assertTrue(answers.endsWith("\r\n\r\n{}"), answers);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A: a\u0001b", "X-A: a\u0000b", "X-A: \u007f", "X\u00e9: a"})
    void control_characters_and_odd_names_are_never_500(String header) {
        String answer = get("/api/v1/me", HOST + "\r\n" + header);

        assertTrue(answer.matches("(?s)HTTP/1.1 (?:200|400) .*"), answer);
        if (IS_PAYARA) {
            assertRejected(answer);
        }
    }

    // instead of the application

    @ParameterizedTest
    @ValueSource(
            strings = {
                "User-Agent: \u00c9nergie/3.1 (iPhone)",
                "Cookie: naam=Desm\u00e9t",
                "Cookie: naam=\u00c3\u00a9; a=b",
                "Cookie: =;;\"",
                "Content-Encoding: \u00e9",
                "X-Partner-User: Jos\u00e9",
                "traceparent: x",
                "Expect: something",
                "TE: trailers",
                "Want-Digest: sha-256",
                "Range: bytes=0-1",
                "If-None-Match: *",
                "Connection: Upgrade\r\nUpgrade: TLS/1.2",
                "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAA",
                "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
                "Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
            })
    void an_irrelevant_header_has_no_effect(String header) {
        assertStatus("200 OK", withoutContinue(get("/api/v1/me", HOST + "\r\n" + header)));

        String answer = withoutContinue(post(header + "\r\nContent-Length: 2", "{}"));
        assertStatus("422 Unprocessable Entity", answer);
        assertTrue(answer.endsWith(Errors.errors(Errors.params("customer", "is missing"))), answer);
    }

    private static String withoutContinue(String answer) {
        return answer.replaceFirst("^HTTP/1.1 100 Continue\r\n\r\n", "");
    }

    @Test
    void an_unknown_method_is_not_allowed() {
        for (String method : List.of("TRACE", "FOO", "get", "A".repeat(3000))) {
            String answer = SohoApi.raw(
                    method + " /api/v1/me HTTP/1.1\r\n" + HOST + "\r\n" + token + "\r\nConnection: close\r\n\r\n");

            assertStatus("405 Method Not Allowed", answer);
            assertTrue(answer.endsWith(Errors.request("method_not_allowed")), answer);
        }
    }

    @Test
    void head_has_the_content_length_of_get() {
        Fixtures.customers(partner.id(), 25);
        String customer = "/api/v1/customers/" + partner.customer();
        for (int i = 0; i < 60; i++) {
            partner.api().post(customer + "/eans", Body.ean().text());
        }

        for (String path : List.of("/api/v1/me", "/api/v1/customers", customer, customer + "/eans", "/api/v1/none")) {
            String head = SohoApi.raw(
                    "HEAD " + path + " HTTP/1.1\r\n" + HOST + "\r\n" + token + "\r\nConnection: close\r\n\r\n");
            String get = get(path, HOST);
            int length = get.length() - get.indexOf("\r\n\r\n") - 4;

            assertEquals(get.substring(0, get.indexOf("\r\n")), head.substring(0, head.indexOf("\r\n")));
            assertTrue(get.contains("\r\nContent-Length: " + length + "\r\n"), get);
            assertTrue(head.contains("\r\nContent-Length: " + length + "\r\n"), head);
            assertTrue(head.endsWith("\r\n\r\n"), head);
        }
    }

    @Test
    void head_has_the_content_length_of_a_streamed_list() {
        String eans = "/api/v1/customers/" + partner.customer() + "/eans";
        for (int i = 0; i < 2; i++) {
            Body[] thousand = Stream.generate(Body::ean).limit(1000).toArray(Body[]::new);
            assertEquals(
                    201, partner.api().post(eans + "/bulk", Body.bulk(thousand)).status());
        }

        int length = partner.api().get(eans).body().length();
        assertTrue(length > 256 * 1024, () -> length + " bytes");
        String head =
                SohoApi.raw("HEAD " + eans + " HTTP/1.1\r\n" + HOST + "\r\n" + token + "\r\nConnection: close\r\n\r\n");
        assertStatus("200 OK", head);
        // GET has no Content-Length, so a server may omit it for HEAD as well.
        assertFalse(head.matches("(?s).*\r\nContent-Length: (?!" + length + "\r\n).*"), head);
    }

    // one connection

    @Test
    void an_unknown_expectation_with_a_late_body_is_ignored() {
        for (String expectation : List.of("foo", "100-continue, x", "200-ok", "")) {
            for (String line : List.of("GET /api/v1/me", "DELETE /api/v1/customers")) {
                String answer = SohoApi.raw(
                        line + " HTTP/1.1\r\n" + HOST + "\r\nExpect: " + expectation + "\r\nConnection: close\r\n\r\n");

                assertTrue(answer.matches("(?s)(?:HTTP/1.1 100 Continue\r\n\r\n)?HTTP/1.1 401 .*"), answer);
            }
        }
    }

    @Test
    void no_request_after_the_last_response_of_a_connection_is_processed() {
        String customer = Body.customer().text();
        String hidden = "POST /api/v1/customers HTTP/1.1\r\n" + HOST + "\r\n" + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + customer.length() + "\r\n\r\n" + customer;
        String request = "GET /api/v1/ping HTTP/1.1\r\n" + HOST + "\r\nConnection: close\r\n\r\n";
        String old = "GET /api/v1/ping HTTP/1.0\r\n\r\n";
        String broken = "POST /api/v1/customers HTTP/1.1\r\n" + HOST + "\r\n" + token
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: 3\r\n\r\n{{{";

        for (String last : List.of(request, old, broken)) {
            String answers = SohoApi.raw(last + hidden);

            assertEquals(0, answers.lastIndexOf("HTTP/1."), answers);
        }
        assertEquals(0, Fixtures.count("customers"));
    }

    @Test
    void an_empty_line_before_a_request_is_skipped_or_rejected() {
        String answer = SohoApi.raw(
                "\r\n\r\nGET /api/v1/me HTTP/1.1\r\n" + HOST + "\r\n" + token + "\r\nConnection: close\r\n\r\n");

        assertStatus(IS_PAYARA ? "200 OK" : "400 Bad Request", answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X\nFORGED", "X\r\nFORGED", "G\u00e9T", "G(T", "\"GET\""})
    void a_method_that_is_not_a_token_is_rejected(String method) {
        String answer = SohoApi.raw(
                method + " /api/v1/me HTTP/1.1\r\n" + HOST + "\r\n" + token + "\r\nConnection: close\r\n\r\n");

        assertTrue(answer.matches("(?s)HTTP/1.1 4\\d\\d .*"), answer);
        if (IS_PAYARA) {
            assertRejected(answer);
        }
    }

    private String get(String target, String headers) {
        return SohoApi.raw(
                "GET " + target + " HTTP/1.1\r\n" + headers + "\r\n" + token + "\r\nConnection: close\r\n\r\n");
    }

    private String post(String headers, String body) {
        return SohoApi.raw("POST /api/v1/customers HTTP/1.1\r\n" + HOST + "\r\n" + token
                + "\r\nContent-Type: application/json\r\nConnection: close\r\n" + headers + "\r\n\r\n" + body);
    }

    private static void assertStatus(String status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + "\r\n"), answer);
    }

    private static void assertRejected(String answer) {
        assertTrue(answer.matches("(?s)HTTP/1\\.1 400 .*"), answer);
        if (IS_PAYARA) {
            assertStatus("400 Bad Request", answer);
            assertTrue(answer.endsWith("\r\n\r\n" + Errors.request("bad_request")), answer);
            assertTrue(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"), answer);
            assertTrue(answer.contains("\r\nX-Request-Id: "), answer);
            assertTrue(answer.contains("\r\nContent-Type: application/json; charset=utf-8\r\n"), answer);
            assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
        }
    }
}
