package be.enbro.soho.idempotency;

import be.enbro.soho.hashing.Sha256;
import java.nio.charset.StandardCharsets;

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
                organisationId, Sha256.hex(ascii(key.value())), Sha256.hex(ascii("POST "), utf8(path + '\n'), body));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Scope scope() {
        return new Scope(organisationId, key);
    }

    /** Identifies an operation: a key has a meaning only within its organisation. */
    record Scope(long organisationId, String key) {}
}
