package be.enbro.soho.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorResponseTest {
    @ParameterizedTest
    @CsvSource({
        "400, bad_request, bad request",
        "403, forbidden, forbidden",
        "405, method_not_allowed, method not allowed",
        "406, not_acceptable, not acceptable",
        "408, request_timeout, request timeout",
        "409, idempotency_key_in_use, idempotency key in use",
        "410, cursor_expired, cursor expired",
        "412, precondition_failed, precondition failed",
        "413, payload_too_large, payload too large",
        "415, unsupported_media_type, unsupported media type",
        "429, too_many_requests, too many requests",
        "500, internal_error, internal error",
        "503, service_unavailable, service unavailable",
        // Not defined by the rules.
        "423, bad_request, bad request",
        "414, bad_request, bad request",
        "501, internal_error, internal error"
    })
    void a_status_has_its_code_and_message(int status, String code, String message) {
        assertEquals(request(code, message), body(ErrorResponse.of(status)));
    }

    @Test
    void some_errors_have_a_different_body() {
        assertEquals("\"Not found\"", body(ErrorResponse.of(404)));
        assertEquals(
                "{\"status\":\"error\",\"errors\":[{\"error\":\"not_authenticated\",\"message\":\"not authenticated\","
                        + "\"path\":\"request\",\"type\":\"custom\"}],\"payload\":{}}",
                body(ErrorResponse.of(401)));
        assertEquals(request("invalid_json", "is not valid JSON"), body(ErrorResponse.INVALID_JSON));
        assertEquals(
                request("idempotency_key_is_invalid", "idempotency key is invalid"),
                body(ErrorResponse.IDEMPOTENCY_KEY_IS_INVALID));
    }

    @Test
    void four_errors_have_a_header() {
        assertEquals(Map.of("WWW-Authenticate", "Bearer"), ErrorResponse.UNAUTHORIZED.headers());
        assertEquals(Map.of("Retry-After", "1"), ErrorResponse.TOO_MANY_REQUESTS.headers());
        assertEquals(Map.of("Retry-After", "1"), ErrorResponse.IDEMPOTENCY_KEY_IN_USE.headers());
        assertEquals(Map.of("Retry-After", "2"), ErrorResponse.SERVICE_UNAVAILABLE.headers());
        assertEquals(
                4,
                Arrays.stream(ErrorResponse.values())
                        .filter(error -> !error.headers().isEmpty())
                        .count());
    }

    private static String request(String code, String message) {
        return "{\"errors\":[{\"error\":\"" + code + "\",\"message\":\"" + message
                + "\",\"path\":\"request\",\"type\":\"custom\"}]}";
    }

    private static String body(ErrorResponse error) {
        return new String(error.body(), StandardCharsets.US_ASCII);
    }
}
