package be.enbro.soho.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IdempotentRequestTest {
    private static final IdempotencyKey KEY = new IdempotencyKey("abc");

    /** Records outlive an upgrade and a move to another server, so these values must not change. */
    @Test
    void the_hashes_of_a_request_stay_as_they_are() {
        IdempotentRequest request = request("/api/v1/customers", "{}");

        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", request.key());
        assertEquals("ba1c4988aadae79bef755e9044e0c8c4822b5d02ed216befbb691b8e1e71dce7", request.fingerprint());
    }

    @Test
    void another_path_or_body_has_another_fingerprint() {
        String fingerprint = request("/api/v1/customers", "{}").fingerprint();

        assertNotEquals(fingerprint, request("/api/v1/customers/1/eans", "{}").fingerprint());
        assertNotEquals(fingerprint, request("/api/v1/customers", "{} ").fingerprint());
        assertNotEquals(fingerprint, request("/api/v1/customers\n", "{}").fingerprint());
    }

    private static IdempotentRequest request(String path, String body) {
        return IdempotentRequest.of(1, KEY, path, body.getBytes(StandardCharsets.UTF_8));
    }
}
