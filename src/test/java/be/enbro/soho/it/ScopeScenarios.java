package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that may only read (contract extensions, section 1). */
abstract class ScopeScenarios {
    private static final String FORBIDDEN = Errors.request("forbidden");
    private static final int LIMIT = 2 * 1024 * 1024;

    private Partner partner;
    private SohoApi reader;
    private String token;
    private String customer;

    @BeforeEach
    void a_partner_with_a_token_that_may_only_read() {
        partner = Partner.any();
        token = partner.readToken();
        reader = SohoApi.bearer(token);
        customer = "/api/v1/customers/" + partner.customer();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | full",
                ",\"scope\":null | full",
                ",\"scope\":\"\" | full",
                ",\"scope\":\"full\" | full",
                ",\"scope\":\"read\" | read"
            })
    void every_answer_about_a_token_shows_its_scope_after_the_label(String sent, String scope) {
        String path = "/operator/v1/organisations/" + Partner.any().id() + "/tokens";
        Answer issued = SohoApi.operator().post(path, "{\"token\":{\"label\":\"x\"" + sent + "}}");

        assertEquals(201, issued.status(), issued.body());
        String shown = "\"label\":\"x\",\"scope\":\"" + scope + "\",";
        assertTrue(issued.body().contains(shown + "\"token\":\""), issued.body());
        Answer list = SohoApi.operator().get(path);
        assertTrue(list.body().contains(shown + "\"created_at\":\""), list.body());
    }

    /** The version before inserts none. */
    @Test
    void a_token_that_was_stored_without_a_scope_may_write() {
        String list = SohoApi.operator()
                .get("/operator/v1/organisations/" + partner.id() + "/tokens")
                .body();

        assertTrue(list.contains("\"label\":\"test\",\"scope\":\"full\","), list);
        assertEquals(
                200,
                partner.api().post("/api/v1/customers", Body.customer().text()).status());
    }

    @Test
    void it_reads_what_another_token_of_the_organisation_reads() {
        Answer ean = partner.api().post(customer + "/eans", Body.ean().text());
        for (String path : List.of(
                "/api/v1/me",
                "/api/v1/customers",
                "/api/v1/customers?after=0",
                customer,
                customer + "/eans",
                "/api/v1/eans/" + ean.number("id"),
                "/api/v1/eans?number=" + ean.string("number"),
                "/api/v1/suppliers")) {
            Answer full = partner.api().get(path);
            assertEquals(200, full.status(), path);

            reader.get(path).is(200, full.body());
            Answer head = reader.send("HEAD", path);
            assertEquals("200 ", head.status() + " " + head.body(), path);
            Answer options = reader.send("OPTIONS", path);
            assertEquals(204, options.status(), path);
            assertEquals(partner.api().send("OPTIONS", path).header("Allow"), options.header("Allow"), path);
        }
        reader.get("/api/v1/customers/999999999").is(404, Errors.NOT_FOUND);
        reader.get("/api/v1/nothing").is(404, Errors.NOT_FOUND);
        assertEquals(204, reader.send("OPTIONS", "/api/v1/customers").status());
    }

    @Test
    void it_searches() {
        String email = Database.text("SELECT email FROM customers WHERE organisation_id = ?", partner.id());
        String body = "{\"customer\":{\"email\":\"" + email + "\"}}";
        Answer full = partner.api().post("/api/v1/customers/search", body);
        assertEquals(partner.api().get(customer).body(), full.body().replaceAll("(?s).*\"records\":\\[(.*)]}", "$1"));

        reader.post("/api/v1/customers/search", body).is(200, full.body());
        reader.post("/api/v1/customers/search", "{").is(400, Errors.INVALID_JSON);
        assertEquals(422, reader.post("/api/v1/customers/search", "{}").status());
    }

    @Test
    void it_checks() {
        String rows = rows();

        reader.post("/api/v1/customers/check", Body.customer().text()).is(200, "{}");
        reader.post(customer + "/eans/check", Body.ean().text()).is(200, "{}");
        reader.post(customer + "/eans/bulk/check", Body.bulk(Body.ean())).is(200, "{}");
        assertEquals(422, reader.post("/api/v1/customers/check", "{}").status());
        reader.post("/api/v1/customers/1/eans/check", "{}").is(404, Errors.NOT_FOUND);
        assertEquals(rows, rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "FOO", "PROPFIND"})
    void it_is_forbidden_to_send_anything_else(String method) {
        String theirs = "/api/v1/customers/" + Partner.any().customer();
        String rows = rows();
        for (String path : List.of(
                "/api/v1",
                "/api/v1/",
                "/api/v1/me",
                "/api/v1/customers",
                "/api/v1/customers/",
                customer,
                customer + "/",
                customer + "/eans",
                customer + "/eans?x=/search",
                customer + "/eans/bulk",
                customer + "/eans/search/",
                theirs + "/eans",
                "/api/v1/customers/999999999/eans",
                "/api/v1/customers/x/eans/bulk",
                "/api/v1/eans/1",
                "/api/v1/suppliers",
                "/api/v1/nothing",
                "/api/v1/nothing/search/at/all",
                "/api/v1/recheck",
                "/api/v1/customers/search/",
                "/api/v1/customers/search-",
                "/api/v1/customers/research")) {
            for (String body : List.of(
                    Body.customer().text(), Body.ean().text(), Body.bulk(Body.ean()), "{", "", "x".repeat(300_000))) {
                assertForbidden(reader.with("Content-Type", "application/json"), method, path, body);
            }
            assertForbidden(reader, method, path, Body.customer().text());
            assertForbidden(reader.with("Content-Type", "text/plain"), method, path, "x");
            assertForbidden(reader.with("Accept", "text/html"), method, path, "x");
        }
        assertEquals(rows, rows());
    }

    private static void assertForbidden(SohoApi api, String method, String path, String body) {
        Answer answer = api.send(method, path, body);
        answer.is(403, FORBIDDEN);
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void only_a_post_searches(String method) {
        reader.send(method, "/api/v1/customers/search", "{}").is(403, FORBIDDEN);
        reader.send(method, "/api/v1/customers/check", "{}").is(403, FORBIDDEN);
    }

    /** The text of the path permits them; no resource is there. */
    @Test
    void an_unknown_path_with_the_name_of_a_search_does_not_exist() {
        String rows = rows();
        for (String path : List.of("/api/v1/search", "/api/v1/check", customer + "/check", customer + "/eans/search")) {
            reader.post(path, Body.customer().text()).is(404, Errors.NOT_FOUND);
        }
        assertEquals(rows, rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 400", "Content-Length: 400000", "Transfer-Encoding: chunked"})
    void the_body_of_a_forbidden_request_is_not_awaited(String framing) {
        for (String path :
                List.of("/api/v1/customers", customer + "/eans", customer + "/eans/bulk", "/api/v1/nothing")) {
            // Grizzly passes a chunked request on when its first chunk arrives.
            assertStartsForbidden(path, framing, framing.startsWith("T") ? "1\r\n{\r\n" : "");
        }
    }

    @Test
    void a_body_that_is_too_large_is_forbidden_first() {
        assertStartsForbidden("/api/v1/customers", "Content-Length: " + (LIMIT + 1), "{");
        reader.post("/api/v1/customers", " ".repeat(100_000) + Body.customer().text())
                .is(403, FORBIDDEN);
    }

    private void assertStartsForbidden(String path, String framing, String beginning) {
        try (Connection connection = Connection.begin(path, token, "Connection: close\r\n" + framing)) {
            connection.send(beginning);
            String answer = connection.start();
            assertTrue(answer.startsWith("HTTP/1.1 403 "), path + " " + answer);
        }
    }

    @Test
    void the_late_body_of_a_search_is_received() {
        String body = "{\"customer\":{\"email\":\"" + Unique.email() + "\"}}";
        try (Connection late = Connection.begin(
                "/api/v1/customers/search", token, "Connection: close\r\nContent-Length: " + body.length())) {
            late.send(body.substring(0, 5));
            late.send(body.substring(5));
            String answer = late.answer();
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        }
    }

    @Test
    void a_token_that_is_not_valid_is_401_first() {
        Database.update(
                "UPDATE access_tokens SET expires_at = now() - interval '1 second' WHERE token_hash = ?",
                Tokens.hash(token));

        reader.post("/api/v1/customers", Body.customer().text()).is(401, Errors.NOT_AUTHENTICATED);
        reader.delete("/api/v1/nothing").is(401, Errors.NOT_AUTHENTICATED);
        reader.post("/operator/v1/suppliers", "{}").is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void what_needs_no_token_is_answered_as_without_one() {
        for (String method : List.of("GET", "POST", "DELETE")) {
            Answer answer = SohoApi.anonymous().send(method, "/api/v1/ping", "");

            reader.send(method, "/api/v1/ping", "").is(answer.status(), answer.body());
        }
    }

    /** Requests of both share statements, but not their scope. */
    @Test
    void both_scopes_hold_while_they_are_used_at_the_same_time() throws Exception {
        List<Answer> answers = Concurrently.send(
                40,
                i -> () -> (i % 2 == 0 ? reader : partner.api())
                        .post("/api/v1/customers", Body.customer().text()));

        assertEquals(
                IntStream.range(0, 40).mapToObj(i -> i % 2 == 0 ? 403 : 200).toList(),
                answers.stream().map(Answer::status).toList());
        assertEquals(21, Database.number("SELECT count(*) FROM customers WHERE organisation_id = ?", partner.id()));
    }

    @Test
    void no_spelling_of_a_path_lets_it_write() {
        String rows = rows();
        for (String path : List.of("/api/v1/customers", customer + "/eans", customer + "/eans/bulk")) {
            String body = path.endsWith("customers")
                    ? Body.customer().text()
                    : path.endsWith("bulk") ? Body.bulk(Body.ean()) : Body.ean().text();
            for (String spelt : AccessScenarios.spellings(path)) {
                assertNotAccepted(spelt, body);
            }
            for (String end : List.of("check", "search")) {
                for (String before :
                        List.of("/", ";/", ";", "%2f", "%2F", "%3b", "/../", "/%2e%2e/", "?/", "%3f/", "#/")) {
                    assertNotAccepted(path + before + end, body);
                    assertNotAccepted(path + before + end + ";x", body);
                    assertNotAccepted(path + before + end + "/", body);
                    assertNotAccepted(path + before + end + "/..", body);
                    assertNotAccepted("/api/v1/" + end + before + path.substring(1), body);
                }
            }
        }
        assertEquals(rows, rows());
    }

    private void assertNotAccepted(String spelt, String body) {
        List<String> permitted = List.of(
                "/api/v1/customers/search",
                "/api/v1/customers/check",
                customer + "/eans/check",
                customer + "/eans/bulk/check");
        if (permitted.contains(spelt)) {
            return;
        }
        String request = "POST " + spelt + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + token + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        String answer = SohoApi.raw(request);
        assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1.1 4\\d\\d .*"), () -> request + answer);
    }

    /** The number of rows that a partner could change. */
    private static String rows() {
        return String.format(Locale.ROOT, "%d customers, %d EANs", Fixtures.count("customers"), Fixtures.count("eans"));
    }
}
