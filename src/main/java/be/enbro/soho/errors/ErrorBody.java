package be.enbro.soho.errors;

import java.util.List;
import java.util.Map;

/** The envelope of every error but 401 and 404 (rules, section 3). */
public record ErrorBody(List<ApiError> errors) {
    private static final Map<Integer, ErrorBody> OF_STATUS = Map.of(
            405, ofRequest("method_not_allowed"),
            406, ofRequest("not_acceptable"),
            408, ofRequest("request_timeout"),
            413, ofRequest("payload_too_large"),
            415, ofRequest("unsupported_media_type"),
            429, ofRequest("too_many_requests"),
            500, ofRequest("internal_error"),
            503, ofRequest("service_unavailable"));

    private static final ErrorBody BAD_REQUEST = ofRequest("bad_request");

    /** What the rules say for a status; else, for what they leave to us, that the request is bad. */
    public static ErrorBody of(int status) {
        return OF_STATUS.getOrDefault(status, status < 500 ? BAD_REQUEST : OF_STATUS.get(500));
    }

    /** One error about the request as a whole; the message says the code's words with spaces. */
    private static ErrorBody ofRequest(String error) {
        return new ErrorBody(List.of(ApiError.custom(error, error.replace('_', ' '), "request")));
    }
}
