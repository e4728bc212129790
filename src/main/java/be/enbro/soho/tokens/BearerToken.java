package be.enbro.soho.tokens;

import be.enbro.soho.hashing.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A bearer token of RFC 6750: 128 random bits as 32 lower-case hex digits, stored only as SHA-256. */
public final class BearerToken {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** Generates a token, to be shown only once. */
    public static String generate() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /**
     * Returns the credentials of the only {@code Authorization} header, if its scheme is Bearer, in upper or lower
     * case.
     */
    public static Optional<String> fromHeaders(List<String> authorizations) {
        if (authorizations == null || authorizations.size() != 1) {
            return Optional.empty();
        }
        String authorization = authorizations.get(0);
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /** Returns the hash that is stored and compared instead of the secret. */
    public static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns whether the text has the format of a token; otherwise the database is not queried. */
    static boolean isWellFormed(String token) {
        if (token.length() != 2 * BYTES) {
            return false;
        }
        for (int i = 0; i < token.length(); i++) {
            char digit = token.charAt(i);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }
}
