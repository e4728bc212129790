package be.enbro.soho.tokens;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** The JSON representation of a token; {@code token}, the secret, is present only when it was just created. */
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
