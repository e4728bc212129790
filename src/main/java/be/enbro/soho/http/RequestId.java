package be.enbro.soho.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The id of a request, in its response and in its log lines (rules, section 3). */
public final class RequestId {
    /** The header of requests and responses. */
    public static final String HEADER = "X-Request-Id";

    private static final long NODE = new SecureRandom().nextLong();

    private RequestId() {}

    /**
     * Returns the partner's id if it is 1 to 64 characters of {@code [A-Za-z0-9._-]}, else a new one.
     *
     * @param idOfPartner null if none was sent
     */
    public static String of(String idOfPartner) {
        return isUsable(idOfPartner) ? idOfPartner : newId();
    }

    private static String newId() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(NODE ^ System.nanoTime())
                + hex.toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static boolean isUsable(String id) {
        if (id == null || id.isEmpty() || id.length() > 64) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isUsable(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUsable(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '.'
                || character == '_'
                || character == '-';
    }
}
