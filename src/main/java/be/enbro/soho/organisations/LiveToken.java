package be.enbro.soho.organisations;

import java.time.Duration;
import java.time.Instant;

/** A token that was not revoked when it was looked up, and the organisation it belongs to. */
public record LiveToken(long id, Instant expiresAt, Instant lastUsedAt, CurrentOrganisation organisation) {
    private static final Duration LAST_USE_PRECISION = Duration.ofMinutes(1);

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether a use at this moment is to be noted: {@code last_used_at} is exact to a minute (rules, section 8). */
    boolean isUseWorthNoting(Instant now) {
        return lastUsedAt == null || lastUsedAt.isBefore(now.minus(LAST_USE_PRECISION));
    }
}
