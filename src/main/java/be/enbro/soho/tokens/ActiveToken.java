package be.enbro.soho.tokens;

import be.enbro.soho.organisations.CurrentOrganisation;
import java.time.Duration;
import java.time.Instant;

/**
 * A token that was not revoked when it was looked up, and its organisation. The scope is not part of the organisation,
 * by which concurrent requests are batched.
 *
 * @param isReadOnly whether it may only read
 * @param isDisabled whether its organisation is disabled, so that it opens nothing for now
 */
public record ActiveToken(
        long id,
        boolean isReadOnly,
        boolean isDisabled,
        Instant expiresAt,
        Instant lastUsedAt,
        CurrentOrganisation organisation) {
    private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);

    boolean isValid(Instant now) {
        return !isDisabled && (expiresAt == null || now.isBefore(expiresAt));
    }

    /**
     * Returns whether a use at this time changes {@code last_used_at}, which is accurate to a minute (rules, section
     * 8).
     */
    boolean shouldUpdateLastUsed(Instant now) {
        return !isDisabled && (lastUsedAt == null || lastUsedAt.isBefore(now.minus(LAST_USED_PRECISION)));
    }
}
