package be.enbro.soho.errors;

import jakarta.json.bind.annotation.JsonbPropertyOrder;

/**
 * An element of the {@code errors} of a response (section 3 of the contract's rules).
 *
 * @param index the 0-based index of the element of a bulk that the error refers to, otherwise null
 */
@JsonbPropertyOrder({"error", "message", "path", "type", "index"})
public record ApiError(String error, String message, String path, String type, Integer index) {

    /** An invalid value; its {@code error} is derived from the message. */
    public static ApiError params(String path, String message) {
        return new ApiError(identifier(message), message, path, "params", null);
    }

    public static ApiError custom(String error, String message, String path) {
        return new ApiError(error, message, path, "custom", null);
    }

    public ApiError at(int index) {
        return new ApiError(error, message, path, type, index);
    }

    /**
     * Converts to lower case, replaces each run of characters outside {@code a-z0-9_-} by one underscore, and omits
     * underscores at the ends.
     */
    private static String identifier(String message) {
        StringBuilder identifier = new StringBuilder(message.length());
        boolean gap = false;
        for (int i = 0; i < message.length(); i++) {
            char c = lower(message.charAt(i));
            if (!isIdentifierPart(c)) {
                gap = true;
                continue;
            }
            if (gap && !identifier.isEmpty()) {
                identifier.append('_');
            }
            gap = false;
            identifier.append(c);
        }
        return identifier.toString();
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    }

    private static boolean isIdentifierPart(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
