package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No request is answered 5xx while the database is available. The seeds are fixed so that failures are reproducible.
 */
abstract class HostileScenarios {
    private static final List<String> FRAGMENTS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "-",
            "0",
            "1e400",
            "1e-400",
            "-0.0",
            "99999999999999999999",
            "\u0000",
            "\ud83d\ude00",
            "'",
            "--",
            ";",
            "%",
            "$1",
            "{}",
            "[]",
            "\"\"");
    private static final List<String> SEGMENTS = List.of(
            "api",
            "v1",
            "customers",
            "eans",
            "bulk",
            "me",
            "ping",
            "operator",
            "organisations",
            "tokens",
            "suppliers",
            "health",
            "ready",
            "..",
            ".",
            "",
            "%2e%2e",
            "%2f",
            "%00",
            "%zz",
            ";a=b",
            "1",
            "0",
            "-1",
            "%F0%9F%98%80",
            "99999999999999999999",
            "WEB-INF",
            "{id}",
            "'",
            "%5c",
            "a;jsessionid=1");
    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO", "get", "PROPFIND");
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1",
            "-1",
            "1.5",
            "1e400",
            "-1e400",
            "1e-400",
            "1E999999999",
            "\"\"",
            "\" \"",
            "\"1e999999999\"",
            "\"1e-999999999\"",
            "\"99999999999999999999\"",
            "\"9\\u0000\"",
            "\"\\ud800\"",
            "{}",
            "[]",
            "[[]]",
            "[null]",
            "[{}]",
            "{\"\":null}",
            "\"0000-00-00\"",
            "\"9999-99-99\"",
            "\"+32\"",
            "\"a@b.c\"",
            "\"::\"",
            "\"\\u202e\"",
            "\"gas\"",
            "\"mr\"",
            "[{\"name\":\"m\",\"volume\":\"1e9999999\",\"price\":-1}]",
            "9".repeat(5000),
            "\"" + "9".repeat(5000) + "\"",
            "\"" + "é".repeat(5000) + "\"");

    private Partner partner;
    private long customer;

    @BeforeEach
    void a_partner() {
        partner = Partner.any();
        customer = partner.customer();
    }

    /**
     * RFC 9110, section 7.8: a server may ignore an upgrade. The JDK's client sends the first of these with each first
     * request.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Content-Length: 4\r\nTransfer-Encoding: chunked"
            })
    void a_body_is_not_interpreted_as_the_next_request(String framing) {
        String inside = "GET /api/v1/ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        for (String method : List.of("GET /api/v1/me", "POST /api/v1/customers", "POST /api/v1/ping", "GET /nothing")) {
            String answers = SohoApi.raw(method + " HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n" + inside);
            assertFalse(answers.matches("(?s).*\r\n\r\n.*HTTP/1\\.1 200 .*"), method + "\n" + answers);
        }
    }

    @Test
    void http_2_is_never_served() {
        String answer = SohoApi.raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");

        // The server's first frame would be SETTINGS: a length of three bytes, type 4, flags 0, stream 0.
        assertFalse(answer.matches("(?s)\0..\4\0\0\0\0\0.*"), answer);
        assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/1\\.[01] [45].*"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "websocket", "anything/9"})
    void a_protocol_upgrade_is_declined_and_the_request_served_as_sent(String protocol) {
        String body = Body.customer().text();
        String request =
                "POST /api/v1/customers HTTP/1.1\r\nHost: soho\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: "
                        + protocol + "\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"
                        + "Authorization: Bearer " + partner.token()
                        + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body
                        + "GET /api/v1/ping HTTP/1.1\r\nHost: soho\r\nConnection: close\r\n\r\n";
        String answers = SohoApi.raw(request.getBytes(StandardCharsets.UTF_8));
        assertTrue(answers.startsWith("HTTP/1.1 200 "), answers);
        assertTrue(answers.contains("{\"id\":"), answers);
        assertTrue(answers.endsWith("{}"), answers);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void values_of_any_kind_in_any_field(long seed) {
        Random random = new Random(seed);
        List<String> fields = List.of(
                "email",
                "terms_and_conditions",
                "privacy_policy",
                "registered_from_ip",
                "profile",
                "profile.first_name",
                "profile.title",
                "profile.phone",
                "profile.birth_date",
                "profile.building_addon",
                "profile.language");
        List<String> ofEan = List.of(
                "product",
                "number",
                "reason",
                "supplier_id",
                "street",
                "consumptions",
                "fixed_fee",
                "solar_panels",
                "recording_period",
                "contract_end_date",
                "respect_contract_end_date",
                "tariff_group",
                "gsc",
                "wkk",
                "inverter_max_power");
        for (int i = 0; i < 200; i++) {
            String value = any(random, VALUES);
            String field = any(random, fields);
            answered(
                    partner.api()
                            .post(
                                    "/api/v1/customers",
                                    Body.customer()
                                            .with("customer." + field, value)
                                            .text()),
                    field,
                    value);
            Body ean = Body.ean()
                    .with("ean." + any(random, ofEan), any(random, VALUES))
                    .with("ean." + any(random, ofEan), any(random, VALUES));
            answered(partner.api().post("/api/v1/customers/" + customer + "/eans", ean.text()), ean.text());
            answered(
                    partner.api().post("/api/v1/customers/" + customer + "/eans/bulk", Body.bulk(ean, Body.ean())),
                    ean.text());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void bodies_of_any_bytes(long seed) {
        Random random = new Random(seed);
        String valid = Body.customer().text();
        for (int i = 0; i < 250; i++) {
            StringBuilder text = new StringBuilder(valid);
            for (int cuts = random.nextInt(4); cuts >= 0; cuts--) {
                int at = random.nextInt(text.length());
                text.replace(at, Math.min(text.length(), at + random.nextInt(6)), any(random, FRAGMENTS));
            }
            byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(3) == 0) {
                body[random.nextInt(body.length)] = (byte) random.nextInt();
            }
            answered(partner.api().post("/api/v1/customers", body), text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void paths_methods_and_headers_of_any_kind(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 250; i++) {
            StringBuilder path = new StringBuilder(random.nextInt(3) == 0 ? "" : "/api/v1/customers/" + customer);
            for (int segments = random.nextInt(4); segments >= 0; segments--) {
                path.append('/').append(any(random, SEGMENTS));
            }
            path.append(random.nextBoolean() ? "" : "?page=" + any(random, SEGMENTS) + "&per=" + any(random, SEGMENTS));
            String request = any(random, METHODS) + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Authorization: " + (random.nextInt(4) == 0 ? any(random, SEGMENTS) : "Bearer " + partner.token())
                    + "\r\n" + any(random, headers()) + "\r\n" + any(random, headers())
                    + "\r\nContent-Length: 2\r\n\r\n{}";
            String answer = SohoApi.raw(request);

            assertTrue(answer.matches("(?s)HTTP/1.1 [234]\\d\\d .*"), () -> request + "\n\n" + answer);
            assertFalse(answer.contains("Exception"), () -> request + "\n\n" + answer);
        }
    }

    private static List<String> headers() {
        return List.of(
                "Accept: ;;;",
                "Accept: */*;q=x",
                "Accept: application/json;q=0",
                "Accept-Language: \u00ff",
                "Content-Type: ;",
                "Content-Type: application/json",
                "Content-Type: application/json; charset=nothing",
                "X-Request-Id: ../../x",
                "Cookie: JSESSIONID=x",
                "Accept-Encoding: gzip",
                "Content-Encoding: gzip",
                "Range: bytes=0-1",
                "If-None-Match: *",
                "X-HTTP-Method-Override: DELETE",
                "Origin: null",
                "If-Modified-Since: x",
                "Accept-Charset: nothing",
                "X-Forwarded-For: 1.2.3.4",
                "Authorization: Bearer x");
    }

    private static void answered(Answer answer, String... what) {
        assertTrue(answer.status() < 500, () -> answer.status() + " to " + String.join(" ", what));
    }

    private static String any(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
