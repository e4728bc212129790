package be.enbro.soho.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request with an {@link IdempotencyKey}.
 *
 * @param organisationId the organisation that sent it, or {@link #OPERATOR}
 * @param key the key's hash in hexadecimal digits
 * @param fingerprint SHA-256 of method, path and body in hexadecimal digits
 */
record IdempotentRequest(long organisationId, String key, String fingerprint) {
    static final long OPERATOR = 0;

    static IdempotentRequest of(long organisationId, IdempotencyKey key, String path, byte[] body) {
        return new IdempotentRequest(
                organisationId, sha256(ascii(key.value())), sha256(ascii("POST "), utf8(path + '\n'), body));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    Scope scope() {
        return new Scope(organisationId, key);
    }

    /** Identifies an operation: a key has a meaning only within its organisation. */
    record Scope(long organisationId, String key) {}
}
