package be.enbro.soho.tokens;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** A token on the wire; {@code token} itself only in the answer that made it. */
@JsonbPropertyOrder({"id", "organisationId", "label", "token", "createdAt", "expiresAt", "lastUsedAt", "revokedAt"})
public record TokenView(
        long id,
        long organisationId,
        String label,
        String token,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt) {}
