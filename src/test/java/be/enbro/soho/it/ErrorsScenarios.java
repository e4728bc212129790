package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3 of the rules: statuses, their precedence, bodies and headers. */
abstract class ErrorsScenarios {
    private static final int MAX_BODY = 2 * 1024 * 1024;

    private Partner partner;
    private SohoApi api;

    @BeforeEach
    void a_partner() {
        partner = Partner.any();
        api = partner.api();
    }

    // 401

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/me",
        "GET, /api/v1/customers",
        "GET, /api/v1/customers/1",
        "GET, /api/v1/customers/abc/eans",
        "GET, /api/v1/nothing/here",
        "GET, /api/v1/j_security_check",
        "GET, /api/v1",
        "GET, /api/v1/",
        "DELETE, /api/v1/customers",
        "PUT, /api/v1/me",
        "OPTIONS, /api/v1/customers",
        "TRACE, /api/v1/me",
        "FOO, /api/v1/nothing",
        "GET, /operator/v1/organisations",
        "POST, /operator/v1/suppliers",
        "DELETE, /operator/v1/nothing"
    })
    void every_path_and_method_without_a_token_is_401(String method, String path) {
        Answer answer = SohoApi.anonymous().send(method, path);

        answer.is(401, Errors.NOT_AUTHENTICATED);
        assertEquals("Bearer", answer.header("WWW-Authenticate"));
    }

    @Test
    void without_a_token_the_body_and_its_type_do_not_matter() {
        SohoApi anonymous = SohoApi.anonymous();

        anonymous.post("/api/v1/customers", "{").is(401, Errors.NOT_AUTHENTICATED);
        anonymous.post("/api/v1/customers", "").is(401, Errors.NOT_AUTHENTICATED);
        anonymous
                .with("Content-Type", "text/plain")
                .post("/api/v1/customers", "x")
                .is(401, Errors.NOT_AUTHENTICATED);
        anonymous.with("Accept", "text/html").get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer 0123456789abcdef0123456789abcdef", "Token x"})
    void a_malformed_or_unknown_token_is_401(String authorization) {
        SohoApi.anonymous()
                .with("Authorization", authorization)
                .get("/api/v1/me")
                .is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void a_token_with_anything_around_it_is_401() {
        for (String wrong : new String[] {
            partner.token(),
            "Bearer" + partner.token(),
            "Bearer " + partner.token() + "0",
            "Bearer " + partner.token() + " x",
            "Bearer x " + partner.token(),
            "Bearer " + partner.token().substring(1)
        }) {
            SohoApi.anonymous().with("Authorization", wrong).get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "bEaReR"})
    void the_scheme_is_read_in_any_case(String scheme) {
        assertEquals(
                200,
                SohoApi.anonymous()
                        .with("Authorization", scheme + " " + partner.token())
                        .get("/api/v1/me")
                        .status());
    }

    // 404

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1",
                "/api/v1/",
                "/api/v1/nothing",
                "/api/v1/customers/1/nothing",
                "/api/v1/customers/abc",
                "/api/v1/customers/0",
                "/api/v1/customers/-1",
                "/api/v1/customers/1.5",
                "/api/v1/customers/1e3",
                "/api/v1/customers/%20",
                "/api/v1/customers/%EF%BC%91",
                "/api/v1/customers/99999999999999999999",
                "/api/v1/customers/9223372036854775807",
                "/api/v1/customers/9223372036854775808",
                "/api/v1/customers/999999/eans",
                "/api/v1/customers/abc/eans",
                "/api/v1/customers/99999999999999999999/eans"
            })
    void an_unknown_id_is_not_found(String path) {
        api.get(path).is(404, Errors.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/customers/999999/eans", "/api/v1/customers/abc/eans/bulk"})
    void a_missing_customer_is_404_before_the_body_is_read(String path) {
        api.post(path, "{").is(404, Errors.NOT_FOUND);
        api.post(path, "").is(404, Errors.NOT_FOUND);
        api.post(path, "{}").is(404, Errors.NOT_FOUND);
        api.with("Content-Type", "text/plain").post(path, "x").is(404, Errors.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api",
                "/api/v2/me",
                "/operator",
                "/health/nothing",
                "/index.html",
                "/j_security_check"
            })
    void an_unknown_path_is_404_without_an_error_page(String path) {
        Answer answer = SohoApi.anonymous().get(path);

        assertEquals(404, answer.status());
        assertFalse(answer.body().contains("<"), answer.body());
        assertEquals("nosniff", answer.header("X-Content-Type-Options"));
    }

    // 405, OPTIONS, HEAD

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/v1/me, GET",
        "POST, /api/v1/me, GET",
        "DELETE, /api/v1/customers, GET POST",
        "PATCH, /api/v1/customers, GET POST",
        "FOO, /api/v1/customers, GET POST",
        "TRACE, /api/v1/customers, GET POST",
        "TRACE, /api/v1/me, GET",
        "POST, /api/v1/ping, GET"
    })
    void another_method_is_405_with_the_allowed_methods(String method, String path, String allowed) {
        Answer answer = api.send(method, path, "");

        answer.is(405, Errors.request("method_not_allowed"));
        assertAllows(allowed, answer);
    }

    @Test
    void another_method_on_the_paths_of_a_customer_is_405() {
        String customer = "/api/v1/customers/" + partner.customer();

        assertAllows("DELETE GET PATCH", api.post(customer, "{}").is(405, Errors.request("method_not_allowed")));
        assertAllows("GET POST", api.delete(customer + "/eans").is(405, Errors.request("method_not_allowed")));
        assertAllows("POST", api.delete(customer + "/eans/bulk").is(405, Errors.request("method_not_allowed")));
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/me, GET", "/api/v1/customers, GET POST"})
    void options_is_204_with_the_allowed_methods(String path, String allowed) {
        Answer answer = api.send("OPTIONS", path);

        assertEquals(204, answer.status());
        assertEquals("", answer.body());
        assertAllows(allowed, answer);
    }

    @Test
    void head_returns_the_headers_of_get_without_the_body() {
        long customer = partner.customer();
        for (String path : new String[] {
            "/api/v1/me",
            "/api/v1/customers",
            "/api/v1/customers/" + customer,
            "/api/v1/customers/" + customer + "/eans"
        }) {
            Answer get = api.get(path);
            Answer head = api.send("HEAD", path);

            assertEquals(200, head.status(), path);
            assertEquals("", head.body(), path);
            assertEquals(get.header("Content-Type"), head.header("Content-Type"), path);
        }
        assertEquals(404, api.send("HEAD", "/api/v1/customers/999999").status());
        assertEquals(401, SohoApi.anonymous().send("HEAD", "/api/v1/me").status());
        assertEquals(200, SohoApi.anonymous().send("HEAD", "/api/v1/ping").status());
    }

    private static void assertAllows(String methods, Answer answer) {
        Set<String> allowed = new TreeSet<>(Arrays.asList(answer.header("Allow").split(", *")));
        allowed.removeAll(Set.of("HEAD", "OPTIONS"));
        assertEquals(new TreeSet<>(Arrays.asList(methods.split(" "))), allowed);
    }

    // 406

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/xml", "text/*", "image/png, text/plain"})
    void a_request_that_does_not_accept_json_is_406(String accept) {
        api.with("Accept", accept).get("/api/v1/me").is(406, Errors.request("not_acceptable"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "application/*",
                "text/html, application/json;q=0.5",
                "application/json; charset=utf-8"
            })
    void a_request_that_accepts_json_among_others_succeeds(String accept) {
        assertEquals(200, api.with("Accept", accept).get("/api/v1/me").status());
    }

    // 413

    @Test
    void a_body_of_2_mib_is_accepted() {
        api.post("/api/v1/customers", spaces(MAX_BODY - 2) + "{}")
                .is(422, Errors.errors(Errors.params("customer", "is missing")));
    }

    @Test
    void a_body_beyond_2_mib_is_413() {
        String answer =
                SohoApi.raw(head("POST /api/v1/customers", "Content-Length: " + (MAX_BODY + 1)) + spaces(MAX_BODY + 1));

        assertRaw(413, Errors.request("payload_too_large"), answer);
    }

    @Test
    void a_chunked_body_beyond_2_mib_is_413() {
        String chunk = "10000\r\n" + spaces(0x10000) + "\r\n";
        String answer = SohoApi.raw(
                head("POST /api/v1/customers", "Transfer-Encoding: chunked") + chunk.repeat(33) + "0\r\n\r\n");

        assertRaw(413, Errors.request("payload_too_large"), answer);
    }

    @Test
    void a_chunked_body_of_2_mib_is_accepted() {
        byte[] body = (spaces(MAX_BODY - 2) + "{}").getBytes(StandardCharsets.UTF_8);

        api.postChunked("/api/v1/customers", new ByteArrayInputStream(body))
                .is(422, Errors.errors(Errors.params("customer", "is missing")));
    }

    @Test
    void a_length_beyond_2_mib_is_413_before_the_body_is_sent() {
        String answer = SohoApi.raw(head("POST /api/v1/customers", "Content-Length: 10000000000"));

        assertRaw(413, Errors.request("payload_too_large"), answer);
    }

    private static String spaces(int count) {
        return " ".repeat(count);
    }

    private String head(String line, String header) {
        return line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + partner.token()
                + "\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n";
    }

    private static void assertRaw(int status, String body, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.contains(body), answer);
    }

    // 415

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/xml",
                "application/problem+json",
                "garbage",
                "application/*"
            })
    void another_content_type_is_415(String type) {
        api.with("Content-Type", type)
                .post("/api/v1/customers", Body.customer().text())
                .is(415, Errors.request("unsupported_media_type"));
    }

    @Test
    void no_content_type_is_415() {
        api.send("POST", "/api/v1/customers", Body.customer().text()).is(415, Errors.request("unsupported_media_type"));
    }

    @Test
    void no_body_and_no_content_type_is_415_after_404() {
        api.send("POST", "/api/v1/customers").is(415, Errors.request("unsupported_media_type"));
        api.send("POST", "/api/v1/customers/999999999/eans").is(404, Errors.NOT_FOUND);
    }

    @Test
    void the_content_type_is_checked_before_the_body() {
        api.with("Content-Type", "text/plain")
                .post("/api/v1/customers", "{")
                .is(415, Errors.request("unsupported_media_type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON", "application/json;charset=UTF-8"})
    void json_is_accepted_with_parameters_and_in_any_case(String type) {
        assertEquals(
                200,
                api.with("Content-Type", type)
                        .post("/api/v1/customers", Body.customer().text())
                        .status());
    }

    // 400

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "{]",
                "nul",
                "TRUE",
                "{'a':1}",
                "{a:1}",
                "{\"a\":}",
                "{\"a\"}",
                "{\"a\":1,}",
                "[1,]",
                "[,1]",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":-}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":0x10}",
                "{\"a\":1}{",
                "{} x",
                "{}{}",
                "{},",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"a\nb\"",
                "\"a\tb\"",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\u0000\"}",
                "/* c */{}",
                "{}//c",
                "\u00a0{}",
                "{\"a\":1 \"b\":2}",
                "[1 2]",
                "\u0000"
            })
    void a_body_that_is_not_json_is_400(String body) {
        api.post("/api/v1/customers", body).is(400, Errors.INVALID_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "efbbbf7b7d", // a byte order mark
                "feff007b007d", // UTF-16, with and without its mark
                "007b007d",
                "7b2261223a22ff227d", // bytes that UTF-8 has not
                "7b2261223a22c080227d",
                "7b2261223a22eda080227d",
                "7b2261223a22f4908080227d",
                "7b2261223a22c3227d",
                "7b7dff"
            })
    void a_body_that_is_not_utf_8_is_400(String hex) {
        api.post("/api/v1/customers", HexFormat.of().parseHex(hex)).is(400, Errors.INVALID_JSON);
    }

    @Test
    void nesting_beyond_64_is_400() {
        String missing = Errors.errors(Errors.params("customer", "is missing"));

        api.post("/api/v1/customers", "[".repeat(64) + "]".repeat(64)).is(422, missing);
        api.post("/api/v1/customers", "[".repeat(65) + "]".repeat(65)).is(400, Errors.INVALID_JSON);
        api.post("/api/v1/customers", "{\"a\":".repeat(64) + "1" + "}".repeat(64))
                .is(422, missing);
        api.post("/api/v1/customers", "{\"a\":".repeat(65) + "1" + "}".repeat(65))
                .is(400, Errors.INVALID_JSON);
        api.post("/api/v1/customers", "[".repeat(1_000_000)).is(400, Errors.INVALID_JSON);
    }

    @Test
    void a_body_for_eans_that_is_not_json_is_400() {
        String eans = "/api/v1/customers/" + partner.customer() + "/eans";

        api.post(eans, "{").is(400, Errors.INVALID_JSON);
        api.post(eans, "").is(400, Errors.INVALID_JSON);
        api.post(eans + "/bulk", "[").is(400, Errors.INVALID_JSON);
        api.with("Content-Type", "text/plain").post(eans, "{").is(415, Errors.request("unsupported_media_type"));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void unknown_json_keys_are_ignored(String member) {
        String text = Body.customer().text();
        String body = "{" + member + "," + text.substring(1);

        assertEquals(
                200, api.post("/api/v1/customers", body).status(), member.substring(0, Math.min(40, member.length())));
    }

    static Stream<String> harmless() {
        return Stream.of(
                "\"x\":1e999999999",
                "\"x\":-1E-999999999",
                "\"x\":" + "9".repeat(100_000),
                "\"x\":0." + "0".repeat(100_000) + "1",
                "\"x\":\"\\u0000\\ud800\"",
                "\"\\udfff\":null",
                "\"\":{\"\":[]}",
                "\"customer\":5");
    }

    // malformed requests

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/customers/%c0%80 HTTP/1.1",
                "GET /api/v1/customers/%00 HTTP/1.1",
                "GET /api/v1/%ff HTTP/1.1",
                "GET /api/v1/../../etc/passwd HTTP/1.1",
                "GET /api/v1/..%2f..%2fetc/passwd HTTP/1.1",
                "GET /api/v1/customers/1\\..\\2 HTTP/1.1",
                "GARBAGE",
                "GET",
                "\u0001\u0002\u0003"
            })
    void a_malformed_request_gets_a_clean_4xx(String line) {
        String answer = SohoApi.raw(line + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + partner.token() + "\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        assertClean(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/%",
                "/api/v1/me%",
                "/api/v1/customers/%zz",
                "/api/v1/customers/%f",
                "/api/v1/customers?page=%zz",
                "/api/v1/customers?page=%",
                "/api/v1/customers?%zz=1",
                "/api/v1/ping?other=%4"
            })
    void malformed_percent_encoding_gets_a_clean_4xx(String target) {
        String answer = get(target);

        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        assertClean(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"per=%c0%80", "page=%00", "page=1&page=2", "&&=&"})
    void an_unusual_query_is_never_500(String query) {
        String answer = get("/api/v1/customers?" + query);

        assertTrue(answer.matches("(?s)HTTP/1.1 [24]\\d\\d .*"), answer);
        assertClean(answer);
    }

    private String get(String target) {
        return SohoApi.raw(
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + partner.token() + "\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/WEB-INF/web.xml", "/META-INF/MANIFEST.MF", "/WEB-INF/classes/META-INF/persistence.xml"})
    void files_of_the_archive_are_not_served(String path) {
        Answer answer = SohoApi.anonymous().get(path);

        assertEquals(404, answer.status());
        assertFalse(answer.body().contains("<"), answer.body());
    }

    private static void assertClean(String answer) {
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        for (String leak : new String[] {"<", "Exception", "Payara", "GlassFish", "Grizzly", "WildFly", "\tat "}) {
            assertFalse(body.contains(leak), answer);
        }
    }

    // headers

    @Test
    void answers_with_personal_data_are_not_stored() {
        String customer = "/api/v1/customers/" + partner.customer();

        for (String path : new String[] {"/api/v1/customers", customer, customer + "/eans"}) {
            assertEquals("no-store", api.get(path).header("Cache-Control"), path);
        }
        Answer created = api.post("/api/v1/customers", Body.customer().text());
        assertEquals("no-store", created.header("Cache-Control"));
        assertEquals("no-store", api.post(customer + "/eans", Body.ean().text()).header("Cache-Control"));
    }

    @Test
    void no_response_reveals_the_server() {
        for (Answer answer : new Answer[] {
            api.get("/api/v1/me"),
            api.get("/api/v1/nothing"),
            api.post("/api/v1/customers", "{"),
            api.send("TRACE", "/api/v1/me"),
            SohoApi.anonymous().get("/api/v1/me"),
            SohoApi.anonymous().get("/"),
            SohoApi.anonymous().get("/health/live")
        }) {
            assertEquals("", answer.header("X-Powered-By"));
            assertFalse(answer.header("Server").matches(".*\\d.*"), answer.header("Server"));
            assertEquals("nosniff", answer.header("X-Content-Type-Options"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "req-1", "A.b_c-9", "0123456789012345678901234567890123456789012345678901234567890123"})
    void the_request_id_is_echoed(String id) {
        assertEquals(id, api.with("X-Request-Id", id).get("/api/v1/me").header("X-Request-Id"));
        assertEquals(id, api.with("X-Request-Id", id).get("/api/v1/nothing").header("X-Request-Id"));
        assertEquals(
                id,
                SohoApi.anonymous().with("X-Request-Id", id).get("/api/v1/me").header("X-Request-Id"));
        assertEquals(
                id, SohoApi.anonymous().with("X-Request-Id", id).get("/nothing").header("X-Request-Id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a/b", "<x>", "01234567890123456789012345678901234567890123456789012345678901234"})
    void an_invalid_request_id_is_replaced(String id) {
        String made = api.with("X-Request-Id", id).get("/api/v1/me").header("X-Request-Id");

        assertNotEquals(id, made);
        assertTrue(made.matches("[A-Za-z0-9._-]{1,64}"), made);
    }

    @Test
    void a_request_without_an_id_gets_a_new_one() {
        String first = api.get("/api/v1/me").header("X-Request-Id");
        String second = api.get("/api/v1/me").header("X-Request-Id");

        assertTrue(first.matches("[A-Za-z0-9._-]{1,64}"), first);
        assertNotEquals(first, second);
    }
}
