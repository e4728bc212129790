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

/** Every resource is accessible to its callers only, however its path is spelt (contract extensions, section 1). */
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
    void no_token_was_issued() {
        assertEquals(tokensBefore, Fixtures.count("access_tokens"));
    }

    @Test
    void without_a_token_every_spelling_of_a_path_reaches_only_public_resources() {
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
    void a_partner_token_grants_no_access_to_the_operator_api() {
        for (String path : operators) {
            for (String spelt : spellings(path)) {
                for (String method : methods(path, spelt)) {
                    assertOpens(false, request(method, spelt, "Authorization: Bearer " + partner.token()));
                }
            }
        }
    }

    @Test
    void the_operator_token_grants_no_access_to_the_partner_api() {
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
    void without_a_token_no_mixture_of_spellings_grants_access(long seed) {
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
    void an_ambiguous_path_is_a_bad_request_for_every_caller(String path) {
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
    void a_path_with_a_trailing_slash_is_not_found() {
        for (String path : partners) {
            partner.api().get(path + "/").is(404, Errors.NOT_FOUND);
            SohoApi.anonymous().get(path + "/").is(401, Errors.NOT_AUTHENTICATED);
        }
        SohoApi.operator().get("/operator/v1/organisations/").is(404, Errors.NOT_FOUND);
        SohoApi.anonymous().get("/operator/v1/organisations/").is(401, Errors.NOT_AUTHENTICATED);
    }

    /** Returns the path itself, the path with one change at each position, and its absolute form. */
    static Set<String> spellings(String path) {
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
            // An encoded letter is equivalent to the letter, so a public path may or may not be accessible.
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

    /** Returns all methods for the path itself, and those that could have an effect for its other spellings. */
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
