package be.enbro.soho.tokens;

import static be.enbro.soho.params.Kind.string;
import static be.enbro.soho.params.Kind.time;

import be.enbro.soho.params.Fields;
import be.enbro.soho.params.Kind;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A bearer token as the operator asks for it.
 *
 * @param expiresAt to the millisecond; null for never
 */
public record TokenParams(String label, Instant expiresAt) {

    private static final Kind<String> TEXT = string();
    private static final Kind<Instant> TIME = time();

    static TokenParams from(Fields token, InstantSource clock) {
        Instant now = clock.instant();
        return new TokenParams(
                token.required("label", TEXT),
                token.optional("expires_at", TIME.check(expiry -> expiry.isAfter(now), "must be in the future")));
    }
}
