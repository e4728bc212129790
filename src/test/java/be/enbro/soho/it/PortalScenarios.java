package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The portal and the machine-readable descriptions: public, cacheable, and nothing but what they consist of (contract
 * extensions, section 10).
 */
abstract class PortalScenarios {
    private static final String START = "/docs/";
    private static final String STYLES = "/docs/assets/portal.css";
    private static final String CATALOG = "/.well-known/api-catalog";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'none'; "
            + "frame-ancestors 'none'; base-uri 'none'";
    private static final String NO_TAG = "\"0\"";

    private final SohoApi reader = SohoApi.anonymous();

    // whole responses

    @Test
    void the_first_page_is_html_and_cacheable() {
        Answer answer = reader.get(START);

        assertEquals(200, answer.status());
        assertTrue(answer.body().startsWith("<!DOCTYPE html>\n<html lang=\"en\">\n"), answer.body());
        assertTrue(answer.body().strip().endsWith("</html>"), answer.body());
        assertHeaders("text/html; charset=utf-8", answer, Map.of());
    }

    @Test
    void a_file_of_the_pages_has_the_bytes_in_the_sources() throws IOException {
        Answer answer = reader.get(STYLES);

        assertEquals(200, answer.status());
        assertEquals(Files.readString(Path.of("src/main/webapp/WEB-INF/portal/portal.css")), answer.body());
        assertHeaders("text/css; charset=utf-8", answer, Map.of("cache-control", "no-cache"));
    }

    @Test
    void the_catalog_links_to_the_descriptions_and_the_pages() {
        Answer answer = reader.get(CATALOG);

        assertEquals(200, answer.status());
        assertEquals(
                """
                {"linkset":[{"anchor":"ORIGIN/api/v1",\
                "service-desc":[{"href":"ORIGIN/openapi.json","type":"application/json"},\
                {"href":"ORIGIN/openapi.yaml","type":"application/yaml"}],\
                "service-doc":[{"href":"ORIGIN/docs/","type":"text/html"}],\
                "status":[{"href":"ORIGIN/health/ready","type":"application/json"}]}]}"""
                        .replace("ORIGIN", origin()),
                answer.body());
        assertHeaders(
                "application/linkset+json; profile=\"https://www.rfc-editor.org/info/rfc9727\"",
                answer,
                Map.of("link", "</.well-known/api-catalog>; rel=\"api-catalog\""));
    }

    @ParameterizedTest
    @CsvSource({"swagger-ui-bundle.js.LICENSE.txt, text/plain; charset=utf-8", "swagger-ui.css, text/css; charset=utf-8"
    })
    void swagger_ui_is_served_with_the_licences_to_which_it_refers(String name, String type) {
        Answer answer = reader.get("/docs/assets/" + name);

        assertEquals(200, answer.status());
        assertHeaders(type, answer, Map.of("cache-control", "no-cache"));
    }

    @ParameterizedTest
    @CsvSource({
        "/openapi.json, openapi/partner.json, application/json; charset=utf-8",
        "/openapi.yaml, openapi/partner.yaml, application/yaml; charset=utf-8",
        "/operator/openapi.json, openapi/operator.json, application/json; charset=utf-8",
        "/docs/errors.json, portal/errors.json, application/json; charset=utf-8"
    })
    void a_description_has_the_bytes_in_the_sources(String path, String resource, String type) throws IOException {
        Answer answer = reader.get(path);

        assertEquals(200, answer.status());
        assertEquals(Files.readString(Path.of("src/main/resources", resource)), answer.body());
        assertHeaders(type, answer, Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start",
                "authentication",
                "errors",
                "paging",
                "corrections",
                "changes",
                "privacy",
                "retries",
                "limits",
                "compatibility",
                "changelog",
                "reference"
            })
    void every_page_is_in_the_navigation_of_each_and_marks_itself(String name) {
        String path = name.equals("start") ? START : START + name;

        Answer answer = reader.get(path);

        assertEquals(200, answer.status());
        String link = "(?s).*<a [^>]*href=\"" + path + "\"[^>]*";
        assertTrue(reader.get(START).body().matches(link + ">.*"), path);
        assertTrue(answer.body().matches(link + "aria-current=\"page\"[^>]*>.*"), answer.body());
        assertEquals(2, answer.body().split(" aria-current=\"page\"", -1).length, answer.body());
    }

    @Test
    void no_page_allows_inline_styles_or_scripts() {
        for (String slug : List.of("", "errors", "reference")) {
            Answer answer = reader.get(START + slug);

            assertEquals(200, answer.status(), slug);
            assertEquals(POLICY, answer.header("Content-Security-Policy"), slug);
        }
    }

    private static void assertHeaders(String type, Answer answer, Map<String, String> others) {
        Map<String, String> expected = new TreeMap<>();
        expected.put("content-type", type);
        expected.put("content-length", Integer.toString(answer.body().getBytes(StandardCharsets.UTF_8).length));
        expected.put("etag", answer.header("ETag"));
        expected.put("cache-control", "public, max-age=300");
        expected.put("vary", "Accept-Encoding, X-Forwarded-Proto");
        expected.put("content-security-policy", POLICY);
        expected.put("referrer-policy", "no-referrer");
        expected.put("x-content-type-options", "nosniff");
        expected.putAll(others);

        assertEquals(expected, headers(answer));
        assertTrue(answer.header("ETag").matches("\"[0-9a-f]{64}\""), answer.header("ETag"));
    }

    /** Returns the headers, except those that every server sets in its own way, and the request's id. */
    private static Map<String, String> headers(Answer answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        // WildFly prints no space here, except for JSON.
        headers.computeIfPresent("content-type", (name, type) -> type.replace(";charset", "; charset"));
        headers.keySet().removeAll(List.of("connection", "date", "keep-alive", "server", "x-request-id"));
        return headers;
    }

    // redirects

    @ParameterizedTest
    @CsvSource({"GET, /", "HEAD, /", "GET, /?x=y", "GET, /docs", "HEAD, /docs", "GET, /docs?x=//example.com"})
    void the_root_redirects_to_the_first_page(String method, String path) {
        Answer answer = reader.send(method, path);

        assertEquals(302, answer.status());
        assertEquals("/docs/", answer.header("Location"));
        assertEquals("", answer.body());
    }

    // the reader's own host

    @Test
    void a_page_shows_the_host_under_which_it_was_requested() {
        for (String host : List.of("api.example.com", "a_b.example.com:8080", "[::1]:8080")) {
            String page = raw(START, "Host: " + host);

            assertTrue(page.startsWith("HTTP/1.1 200 "), page);
            assertTrue(page.contains("http://" + host + "/api/v1"), page);
            assertFalse(page.contains(host()), page);
            assertTrue(raw(CATALOG, "Host: " + host).contains("\"http://" + host + "/openapi.json\""));
        }
    }

    @Test
    void a_page_is_https_if_a_proxy_says_exactly_that() {
        assertTrue(forwarded("X-Forwarded-Proto: https").contains("https://api.example.com/api/v1"));
        for (String header : List.of(
                "X-Forwarded-Proto: HTTPS",
                "X-Forwarded-Proto: https, http",
                "X-Forwarded-Proto: javascript",
                "X-Forwarded-Proto: \"><script>",
                "X-Forwarded-Proto:",
                "X-Forwarded-Host: example.net",
                "X-Forwarded-Port: 1",
                "X-Forwarded-Prefix: /x",
                "Forwarded: host=example.net;proto=https")) {
            String page = forwarded(header);

            assertTrue(page.startsWith("HTTP/1.1 200 "), page);
            assertTrue(page.contains("http://api.example.com/api/v1"), page);
            assertFalse(page.contains("https://api.example.com"), page);
            assertFalse(page.contains("<script>"), page);
            assertFalse(page.contains("example.net"), page);
        }
    }

    private static String forwarded(String header) {
        return raw(START, "Host: api.example.com\r\n" + header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"><script>alert(1)</script>",
                "<b>",
                "a'b",
                "a&b",
                "a\"b",
                "user@example.com",
                "example.com/x",
                "example.com?x",
                "example.com#x",
                "a b",
                "${1}"
            })
    void a_hostile_host_is_a_bad_request_and_in_no_response(String host) {
        for (String path : List.of(START, "/", CATALOG, STYLES)) {
            String answer = raw(path, "Host: " + host);

            assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            assertFalse(answer.contains(host), answer);
        }
    }

    // conditional requests

    @Test
    void a_document_that_the_reader_has_is_304_without_a_body() {
        for (String path : List.of(START, STYLES, CATALOG)) {
            String tag = reader.get(path).header("ETag");
            for (String method : List.of("GET", "HEAD")) {
                for (String sent : List.of(tag, "W/" + tag, NO_TAG + ", " + tag, "*")) {
                    Answer answer = reader.with("If-None-Match", sent).send(method, path);

                    assertEquals(304, answer.status(), path + " " + sent);
                    assertEquals("", answer.body());
                    assertEquals("", answer.header("Content-Type"));
                    assertEquals(tag, answer.header("ETag"));
                    assertEquals(reader.get(path).header("Cache-Control"), answer.header("Cache-Control"));
                    assertEquals("Accept-Encoding, X-Forwarded-Proto", answer.header("Vary"));
                }
            }
        }
    }

    @Test
    void a_document_of_which_the_reader_has_another_version_or_encoding_is_sent() {
        String tag = reader.get(START).header("ETag");
        String gzip = reader.with("Accept-Encoding", "gzip").get(START).header("ETag");

        assertNotEquals(tag, gzip);
        for (String sent : List.of(NO_TAG, gzip, tag.replace("\"", ""), tag.toUpperCase(Locale.ROOT), "")) {
            Answer answer = reader.with("If-None-Match", sent).get(START);

            assertEquals(200, answer.status(), sent);
            assertEquals(tag, answer.header("ETag"));
        }
        assertEquals(
                200,
                reader.with("Accept-Encoding", "gzip")
                        .with("If-None-Match", tag)
                        .get(START)
                        .status());
        assertEquals(
                200,
                reader.with("If-Modified-Since", "Fri, 31 Dec 2100 00:00:00 GMT")
                        .get(START)
                        .status());
    }

    @Test
    void the_pages_of_two_hosts_have_different_tags() {
        assertNotEquals(tag(raw(START, "Host: a.example.com")), tag(raw(START, "Host: b.example.com")));
        assertEquals(tag(raw(STYLES, "Host: a.example.com")), tag(raw(STYLES, "Host: b.example.com")));
    }

    private static String tag(String answer) {
        return answer.replaceFirst("(?s).*\r\nETag: (\"[^\"]*\")\r\n.*", "$1");
    }

    // encodings

    @Test
    void a_document_is_compressed_for_a_reader_who_accepts_that() throws IOException {
        for (String path : List.of(START, STYLES, CATALOG)) {
            String answer = raw(path, "Host: " + host() + "\r\nAccept-Encoding: br, gzip");
            byte[] body = answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
            byte[] plain = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();

            assertTrue(answer.contains("\r\nContent-Encoding: gzip\r\n"), answer);
            assertTrue(answer.contains("\r\nVary: Accept-Encoding, X-Forwarded-Proto\r\n"), answer);
            assertTrue(answer.contains("\r\nContent-Length: " + body.length + "\r\n"), answer);
            assertEquals(reader.get(path).body(), new String(plain, StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br", "gzip;q=0", "*, gzip;q=0"})
    void a_document_is_not_compressed_for_another_reader(String accepted) {
        Answer answer = reader.with("Accept-Encoding", accepted).get(START);

        assertEquals("", answer.header("Content-Encoding"));
        assertEquals(reader.get(START).body(), answer.body());
    }

    @Test
    void the_largest_script_is_sent_compressed_only() throws IOException {
        String script = "/docs/assets/swagger-ui-bundle.js";
        String answer = raw(script, "Host: " + host());
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);

        assertTrue(answer.contains("\r\nContent-Encoding: gzip\r\n"), answer.substring(0, 500));
        assertTrue(new GZIPInputStream(new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)))
                        .readAllBytes()
                        .length
                > 1_000_000);
        reader.with("Accept-Encoding", "identity").get(script).is(406, Errors.request("not_acceptable"));
    }

    @Test
    void a_connection_serves_one_large_body_only() {
        String request = "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";

        String answers = SohoApi.raw(request.repeat(3));

        assertEquals(2, answers.split("HTTP/1.1 200 ", -1).length);
        assertTrue(answers.contains("\r\nConnection: close\r\n"), answers.substring(0, 500));
    }

    @Test
    void clients_that_do_not_read_do_not_keep_others_waiting() throws IOException {
        byte[] requests = "GET /docs/assets/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .repeat(8)
                .getBytes(StandardCharsets.US_ASCII);
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Socket client = new Socket();
                client.setReceiveBufferSize(2048);
                client.connect(new InetSocketAddress(
                        Settings.url().getHost(), Settings.url().getPort()));
                client.getOutputStream().write(requests);
                clients.add(client);
            }

            for (int i = 0; i < 20; i++) {
                assertEquals(200, reader.get("/api/v1/ping").status());
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void head_has_the_headers_of_get() {
        for (String path : List.of(START, STYLES, CATALOG, "/", "/docs", "/docs/nothing")) {
            for (SohoApi each : List.of(reader, reader.with("Accept-Encoding", "gzip"))) {
                Answer get = each.get(path);
                Answer head = each.send("HEAD", path);

                assertEquals("", head.body());
                assertEquals(get.status(), head.status());
                assertEquals(headers(get), headers(head));
            }
        }
    }

    // refusals

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO", "get"})
    void another_method_is_405(String method) {
        for (String path : List.of("/", "/docs", START, STYLES, "/openapi.json", CATALOG)) {
            Answer answer = reader.send(method, path);

            answer.is(405, Errors.request("method_not_allowed"));
            assertEquals("GET, HEAD", answer.header("Allow"));
        }
        reader.send(method, "/docs/nothing").is(404, Errors.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/nothing",
                "/docs/start",
                "/docs/errors/",
                "/docs/errors.html",
                "/docs/layout",
                "/docs/layout.jte",
                "/docs/START",
                "/docs/assets",
                "/docs/assets/",
                "/docs/assets/nothing.css",
                "/docs/assets/portal.css/",
                "/docs/assets/portal",
                "/docs/assets/PORTAL.css",
                "/docs/assets/web.xml",
                "/docs/web.xml",
                "/docs/%65rrors",
                "/docs/assets/portal.cs%73",
                "/%64ocs/",
                "/DOCS/",
                "/docsx",
                "/openapi",
                "/openapi/",
                "/openapi.json/",
                "/openapi/partner.json",
                "/portal/errors.json",
                "/WEB-INF/portal/portal.css",
                "/.well-known",
                "/.well-known/",
                "/.well-known/nothing",
                "/.well-known/api-catalog/"
            })
    void anything_else_is_404_with_the_body_of_the_api(String path) {
        reader.get(path).is(404, Errors.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs;x",
                "/docs;/",
                "/docs/;x",
                "/docs/assets/portal.css;x",
                "/docs/assets;x/portal.css",
                "/docs/..",
                "/docs/../WEB-INF/web.xml",
                "/docs/assets/../web.xml",
                "/docs/assets/../../WEB-INF/web.xml",
                "/docs/assets/./portal.css",
                "/docs/assets/%2e%2e/web.xml",
                "/docs/assets/..%2fweb.xml",
                "/docs/assets/..%5cweb.xml",
                "/docs/assets/%2e%2e%2fclasses%2fopenapi%2fpartner.json",
                "/docs/assets//portal.css",
                "/docs//assets/portal.css",
                "//docs/",
                "/docs//",
                "/docs/./",
                "/docs/assets/portal.css%00",
                "/docs/assets/portal.css%00.css",
                "/docs/%2e",
                "/openapi.json;x",
                "/openapi.json%3bx",
                "/;x",
                "/.;x"
            })
    void an_ambiguous_path_leads_to_no_document(String path) {
        String answer = raw(path, "Host: localhost");

        // WildFly itself answers 404 where WEB-INF is in the path.
        String expected = path.contains("WEB-INF") ? "HTTP/1.1 40[04] .*" : "HTTP/1.1 400 .*";
        assertTrue(answer.matches("(?s)" + expected), answer);
        assertFalse(answer.contains("<"), answer);
    }

    // who may read

    @Test
    void no_document_depends_on_a_token() {
        for (String path : List.of("/docs", START, STYLES, CATALOG, "/")) {
            Answer expected = reader.get(path);
            for (SohoApi each : List.of(SohoApi.bearer("x"), SohoApi.operator(), reader.with("Authorization", ";"))) {
                Answer answer = each.get(path);

                assertEquals(expected.status(), answer.status());
                assertEquals(expected.body(), answer.body());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1",
                "/api/v1/",
                "/api/v1/docs",
                "/api/v1/docs/",
                "/api/v1/openapi.json",
                "/api/v1/.well-known/api-catalog",
                "/api/v1/me",
                "/api/v1/customers",
                "/operator/v1/openapi.json",
                "/operator/v1/suppliers"
            })
    void nothing_of_the_apis_became_public(String path) {
        reader.get(path).is(401, Errors.NOT_AUTHENTICATED);
        reader.send("OPTIONS", path).is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void ping_alone_links_to_the_description() {
        Answer ping = reader.get("/api/v1/ping").is(200, "{}");

        assertEquals("</openapi.json>; rel=\"service-desc\"", ping.header("Link"));
        assertEquals(headers(ping), headers(reader.send("HEAD", "/api/v1/ping")));
        assertEquals("", Partner.any().api().get("/api/v1/me").header("Link"));
        assertEquals("", reader.get("/health/ready").header("Link"));
    }

    private static String origin() {
        return "http://" + host();
    }

    private static String host() {
        return Settings.url().getAuthority();
    }

    private static String raw(String path, String headers) {
        return SohoApi.raw("GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n");
    }
}
