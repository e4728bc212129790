package be.enbro.soho.idempotency;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.errors.ErrorResponseException;
import java.util.List;
import java.util.Optional;

/**
 * The name that a client gives to one operation, so that a retry of it does nothing new (contract extensions, section 3;
 * draft-ietf-httpapi-idempotency-key-header-07).
 *
 * @param value 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String value) {
    /** The request header that contains the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final int MAX_SIZE = 255;
    private static final char QUOTE = '"';
    private static final char ESCAPE = '\\';

    /**
     * Returns the key in the only header, bare or as a string of RFC 9651; empty if there is no header.
     *
     * @param headers the headers as sent
     * @throws ErrorResponseException 400 if there are two headers, or it is not a key
     */
    public static Optional<IdempotencyKey> of(List<String> headers) {
        if (headers == null || headers.isEmpty()) {
            return Optional.empty();
        }
        String header = headers.get(0).strip();
        Optional<String> value = header.startsWith("\"") ? unquoted(header) : Optional.of(header);
        if (headers.size() > 1 || value.filter(IdempotencyKey::isWellFormed).isEmpty()) {
            throw invalid();
        }
        return value.map(IdempotencyKey::new);
    }

    /**
     * Rejects any key, for a call whose answer cannot be repeated.
     *
     * @throws ErrorResponseException 400 if there is a key
     */
    public static void refuse(List<String> headers) {
        if (headers != null && !headers.isEmpty()) {
            throw invalid();
        }
    }

    private static boolean isWellFormed(String value) {
        return !value.isEmpty() && value.length() <= MAX_SIZE && value.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    /** Returns the content of a quoted string; empty if it is not one. */
    private static Optional<String> unquoted(String header) {
        StringBuilder content = new StringBuilder(header.length());
        int last = header.length() - 1;
        for (int i = 1; i < last; i++) {
            char c = header.charAt(i);
            if (c == QUOTE) {
                return Optional.empty();
            }
            if (c == ESCAPE) {
                i++;
                c = header.charAt(i);
                if (i == last || c != QUOTE && c != ESCAPE) {
                    return Optional.empty();
                }
            }
            content.append(c);
        }
        return last > 0 && header.charAt(last) == QUOTE ? Optional.of(content.toString()) : Optional.empty();
    }

    private static ErrorResponseException invalid() {
        return new ErrorResponseException(ErrorResponse.IDEMPOTENCY_KEY_IS_INVALID);
    }
}
