package be.enbro.soho.errors;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The errors whose responses are constant: status, code and headers (rules, section 3). All members are public, because
 * on Payara this class is loaded from outside the WAR and is not in the mappers' run-time package.
 */
public enum ErrorResponse {
    BAD_REQUEST(400, "bad_request"),
    IDEMPOTENCY_KEY_IS_INVALID(400, "idempotency_key_is_invalid"),
    INVALID_JSON(400, Map.of(), envelope("invalid_json", "is not valid JSON")),
    /** As documented ("Me / Failure"). */
    UNAUTHORIZED(
            401,
            Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"),
            """
            {"status":"error","errors":[{"error":"not_authenticated","message":"not authenticated",\
            "path":"request","type":"custom"}],"payload":{}}"""),
    /** A token that may only read, for anything else (contract extensions, section 1). */
    FORBIDDEN(403, "forbidden"),
    NOT_FOUND(404, Map.of(), "\"Not found\""),
    METHOD_NOT_ALLOWED(405, "method_not_allowed"),
    NOT_ACCEPTABLE(406, "not_acceptable"),
    REQUEST_TIMEOUT(408, "request_timeout"),
    /** Another request with the same key is in progress (contract extensions, section 3). */
    IDEMPOTENCY_KEY_IN_USE(409, "idempotency_key_in_use", 1),
    /** A supplier that an EAN names cannot be removed (contract extensions, section 8). */
    IN_USE(409, "in_use"),
    /** A cursor that is too old, or of another database (contract extensions, section 5). */
    CURSOR_EXPIRED(410, "cursor_expired"),
    /** The record is not in the state that If-Match names (contract extensions, section 6). */
    PRECONDITION_FAILED(412, "precondition_failed"),
    PAYLOAD_TOO_LARGE(413, "payload_too_large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported_media_type"),
    /** Too many requests of an organisation, concurrent or per second (contract extensions, section 9). */
    TOO_MANY_REQUESTS(429, "too_many_requests", 1),
    INTERNAL_ERROR(500, "internal_error"),
    /** The log contains the reason. After 2 seconds the connection pool has tried to reconnect. */
    SERVICE_UNAVAILABLE(503, "service_unavailable", 2);

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    ErrorResponse(int status, String code) {
        this(status, Map.of(), envelope(code, message(code)));
    }

    ErrorResponse(int status, String code, int retrySeconds) {
        this(status, Map.of(HttpHeaders.RETRY_AFTER, Integer.toString(retrySeconds)), envelope(code, message(code)));
    }

    ErrorResponse(int status, Map<String, String> headers, String body) {
        this.status = status;
        this.headers = headers;
        this.body = body.getBytes(StandardCharsets.US_ASCII);
    }

    /** The code with spaces instead of underscores. */
    private static String message(String code) {
        return code.replace('_', ' ');
    }

    /** One error of the request as a whole. No argument requires escaping. */
    private static String envelope(String code, String message) {
        return "{\"errors\":[{\"error\":\"" + code + "\",\"message\":\"" + message
                + "\",\"path\":\"request\",\"type\":\"custom\"}]}";
    }

    /**
     * Returns the error for a status; for a status that the rules do not define, a bad request or an internal error.
     */
    public static ErrorResponse of(int status) {
        return Arrays.stream(values())
                .filter(error -> error.status == status)
                .findFirst()
                .orElse(status < 500 ? BAD_REQUEST : INTERNAL_ERROR);
    }

    public int status() {
        return status;
    }

    /** The headers, in addition to those that every response has. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The JSON body, in ASCII. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the response of a resource. */
    public Response response() {
        return response(status).build();
    }

    /** Returns the response of a resource with another status, one that the rules do not define. */
    public Response.ResponseBuilder response(int anotherStatus) {
        Response.ResponseBuilder response = Response.status(anotherStatus).entity(body);
        headers.forEach(response::header);
        return response;
    }
}
