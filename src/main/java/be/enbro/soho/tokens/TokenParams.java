package be.enbro.soho.tokens;

import static be.enbro.soho.validation.FieldType.string;
import static be.enbro.soho.validation.FieldType.time;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The parameters of a new bearer token.
 *
 * @param expiresAt to the millisecond; null if it does not expire
 */
public record TokenParams(String label, Instant expiresAt) {

    private static final FieldType<String> TEXT = string();
    private static final FieldType<Instant> TIME = time();

    static TokenParams from(RequestFields token, InstantSource clock) {
        Instant now = clock.instant();
        return new TokenParams(
                token.required("label", TEXT),
                token.optional("expires_at", TIME.check(expiry -> expiry.isAfter(now), "must be in the future")));
    }
}
