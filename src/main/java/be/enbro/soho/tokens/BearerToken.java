package be.enbro.soho.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The secret of RFC 6750 that opens the API: 128 random bits as 32 lower-case hex digits, kept only as SHA-256. */
public final class BearerToken {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** A new token, to be shown once. */
    public static String generate() {
        byte[] bits = new byte[BYTES];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /** The credentials of the one {@code Authorization} header of the scheme Bearer, which may stand in any case. */
    public static Optional<String> fromHeaders(List<String> authorizations) {
        if (authorizations == null || authorizations.size() != 1) {
            return Optional.empty();
        }
        String authorization = authorizations.get(0);
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /** What is kept and compared instead of a secret. */
    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Whether a text can be a token at all: only then is the database asked. */
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
