package be.enbro.soho.tokens;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON representation of a token; {@code token}, the secret, is present only when it was just created. */
@Schema(
        name = "Token",
        requiredProperties = {"id", "organisation_id", "label", "scope", "created_at"})
@JsonbPropertyOrder({
    "id",
    "organisationId",
    "label",
    "scope",
    "token",
    "createdAt",
    "expiresAt",
    "lastUsedAt",
    "revokedAt"
})
public record TokenView(
        long id,
        long organisationId,
        String label,
        String scope,
        String token,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt) {}
