package be.enbro.soho.it;

import java.util.Locale;

/** The bodies of the contract's errors. */
final class Errors {
    static final String NOT_FOUND = "\"Not found\"";
    static final String NOT_AUTHENTICATED = "{\"status\":\"error\",\"errors\":[{\"error\":\"not_authenticated\","
            + "\"message\":\"not authenticated\",\"path\":\"request\",\"type\":\"custom\"}],\"payload\":{}}";
    static final String INVALID_JSON = request("invalid_json", "is not valid JSON");

    private Errors() {}

    static String errors(String... elements) {
        return "{\"errors\":[" + String.join(",", elements) + "]}";
    }

    static String params(String path, String message) {
        return element(name(message), message, path, "params") + "}";
    }

    static String params(String path, String message, int index) {
        return element(name(message), message, path, "params") + ",\"index\":" + index + "}";
    }

    static String emailTaken() {
        return element("confirmed_email_has_already_been_taken", "it is already registered", "customer.email", "custom")
                + "}";
    }

    /** Returns the error of a request as a whole whose message has the words of its code. */
    static String request(String error) {
        return request(error, error.replace('_', ' '));
    }

    private static String request(String error, String message) {
        return errors(element(error, message, "request", "custom") + "}");
    }

    private static String element(String error, String message, String path, String type) {
        return "{\"error\":\"%s\",\"message\":\"%s\",\"path\":\"%s\",\"type\":\"%s\""
                .formatted(error, message, path, type);
    }

    private static String name(String message) {
        return message.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "_").replaceAll("^_+|_+$", "");
    }
}
