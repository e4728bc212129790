package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing opens but to whom it belongs, however its path is spelt (contract extensions, section 1). */
abstract class AccessScenarios {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO", "get", "PROPFIND");
    private static final List<String> PUBLIC = List.of("/api/v1/ping", "/health/live", "/health/ready");
    private static final List<String> IN_FRONT_OF_A_SEGMENT = List.of(
            "/",
            ";/",
            ";x=y/",
            "/./",
            "/x/../",
            "/%2e/",
            "/x/%2e%2e/",
            "/x/%2E%2E%2F",
            "%2f",
            "%2F",
            "%5c",
            "\\",
            "/;/");
    private static final List<String> AFTER_A_SEGMENT = List.of(
            ";", ";x", ";a=b", ";a=b;c", "%3b", "%3Bx", "%00", "%20", "%2e", ".", "%09", "%ff", "%c0%af", "%zz");
    private static final List<String> AT_THE_END =
            List.of("/", "//", "/.", "/..", "/;", "/%2e", "?", "?x=;y", "#x", "/%2e%2e/");

    private Partner partner;
    private List<String> partners;
    private List<String> operators;
    private long tokensBefore;

    @BeforeEach
    void all_paths() {
        partner = Partner.any();
        long customer = partner.customer();
        String organisation = "/operator/v1/organisations/" + partner.id();
        partners = List.of(
                "/api/v1/me",
                "/api/v1/customers",
                "/api/v1/customers/" + customer,
                "/api/v1/customers/" + customer + "/eans",
                "/api/v1/customers/" + customer + "/eans/bulk");
        operators = List.of(
                "/operator/v1/organisations",
                organisation,
                organisation + "/tokens",
                organisation + "/tokens/1",
                "/operator/v1/suppliers");
        tokensBefore = Fixtures.count("access_tokens");
    }

    @AfterEach
    void nobody_was_given_a_token() {
        assertEquals(tokensBefore, Fixtures.count("access_tokens"));
    }

    @Test
    void without_a_token_no_spelling_of_any_path_opens_anything_but_what_is_public() {
        List<String> all = new ArrayList<>(PUBLIC);
        all.addAll(partners);
        all.addAll(operators);
        for (String path : all) {
            for (String spelt : spellings(path)) {
                for (String method : methods(path, spelt)) {
                    assertOpens(isPublic(method, spelt), request(method, spelt, "X-None: x"));
                }
            }
        }
    }

    @Test
    void a_partner_s_token_opens_nothing_of_the_operator_s() {
        for (String path : operators) {
            for (String spelt : spellings(path)) {
                for (String method : methods(path, spelt)) {
                    assertOpens(false, request(method, spelt, "Authorization: Bearer " + partner.token()));
                }
            }
        }
    }

    @Test
    void the_operator_s_token_opens_nothing_of_a_partner_s() {
        for (String path : partners) {
            for (String spelt : spellings(path)) {
                for (String method : methods(path, spelt)) {
                    assertOpens(false, request(method, spelt, "Authorization: Bearer " + Settings.operatorToken()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void without_a_token_no_mixture_of_spellings_opens_anything(long seed) {
        Random random = new Random(seed);
        List<String> all = new ArrayList<>(partners);
        all.addAll(operators);
        for (int i = 0; i < 500; i++) {
            String spelt = any(random, all);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                spelt = any(random, spellings(spelt));
            }
            assertOpens(false, request(any(random, METHODS), spelt, "X-None: x"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operator;x/v1/organisations",
                "/operator;/v1/organisations",
                "/api;x/v1/me",
                "/api/v1/me;x",
                "//api/v1/me",
                "/api//v1/me",
                "/api/./v1/me",
                "/api/v1/x/../me",
                "/api/v1/me/.",
                "/api/v1/me/..",
                "/api%2fv1/me",
                "/api%5cv1/me",
                "/api/v1/me%3bx",
                "/api/v1/%2e/me",
                "/api/v1/me%00",
                "/.."
            })
    void a_path_that_can_be_read_in_two_ways_is_a_bad_request_for_everybody(String path) {
        for (String token : List.of(partner.token(), Settings.operatorToken(), "x")) {
            String answer = SohoApi.raw(request("GET", path, "Authorization: Bearer " + token));

            assertTrue(answer.startsWith("HTTP/1.1 400 Bad Request\r\n"), answer);
            assertTrue(answer.endsWith("\r\n\r\n" + Errors.request("bad_request")), answer);
            assertTrue(answer.contains("\r\nX-Content-Type-Options: nosniff\r\n"), answer);
            assertTrue(answer.contains("\r\nX-Request-Id: "), answer);
            assertTrue(answer.contains("\r\nContent-Type: application/json; charset=utf-8\r\n"), answer);
        }
    }

    @Test
    void a_slash_at_the_end_is_an_empty_segment_and_not_found() {
        for (String path : partners) {
            partner.api().get(path + "/").is(404, Errors.NOT_FOUND);
            SohoApi.anonymous().get(path + "/").is(401, Errors.NOT_AUTHENTICATED);
        }
        SohoApi.operator().get("/operator/v1/organisations/").is(404, Errors.NOT_FOUND);
        SohoApi.anonymous().get("/operator/v1/organisations/").is(401, Errors.NOT_AUTHENTICATED);
    }

    /** As they are, with one thing changed in every place, and in absolute form. */
    private static Set<String> spellings(String path) {
        Set<String> spellings = new LinkedHashSet<>(List.of(path));
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String before = path.substring(0, slash);
            String after = path.substring(slash + 1);
            IN_FRONT_OF_A_SEGMENT.forEach(other -> spellings.add(before + other + after));
            int end = after.indexOf('/') < 0 ? path.length() : slash + 1 + after.indexOf('/');
            AFTER_A_SEGMENT.forEach(other -> spellings.add(path.substring(0, end) + other + path.substring(end)));
            String segment = path.substring(slash, end);
            spellings.add(before + segment.toUpperCase(Locale.ROOT) + path.substring(end));
            if (segment.length() > 1) {
                spellings.add(before + "/%" + Integer.toHexString(segment.charAt(1)) + path.substring(slash + 2));
            }
        }
        if (PUBLIC.contains(path)) {
            // An encoded letter is the letter: what is public may open, or not.
            spellings.removeIf(spelt -> spelt.matches(".*%[67][0-9a-f].*"));
        } else {
            spellings.add("http://x@localhost;" + path);
        }
        AT_THE_END.forEach(other -> spellings.add(path + other));
        spellings.add("http://localhost" + path);
        spellings.add("/" + path);
        spellings.remove("");
        return spellings;
    }

    /** All of them where the path is as it should be; of its spellings those that could do something. */
    private static List<String> methods(String path, String spelt) {
        return spelt.equals(path) ? METHODS : List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS");
    }

    private static boolean isPublic(String method, String spelt) {
        boolean isOpen = PUBLIC.stream()
                .anyMatch(path -> List.of(path, path + "?", path + "?x=;y", "http://localhost" + path)
                        .contains(spelt));
        return isOpen
                && (method.equals("GET")
                        || method.equals("HEAD")
                        || method.equals("OPTIONS") && spelt.contains("ping"));
    }

    private static String request(String method, String target, String header) {
        return method + ' ' + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n";
    }

    private static void assertOpens(boolean isOpen, String request) {
        String answer = SohoApi.raw(request);
        boolean isAnswered = answer.isEmpty() || answer.matches("(?s)HTTP/1.1 [1-5]\\d\\d .*");
        assertTrue(isAnswered, () -> request + answer);
        assertEquals(isOpen, answer.startsWith("HTTP/1.1 2"), () -> request + answer);
        assertTrue(!answer.startsWith("HTTP/1.1 5"), () -> request + answer);
    }

    private static String any(Random random, Collection<String> of) {
        return List.copyOf(of).get(random.nextInt(of.size()));
    }
}
