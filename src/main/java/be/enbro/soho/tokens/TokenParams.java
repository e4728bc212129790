package be.enbro.soho.tokens;

import static be.enbro.soho.validation.FieldType.object;
import static be.enbro.soho.validation.FieldType.oneOf;
import static be.enbro.soho.validation.FieldType.string;
import static be.enbro.soho.validation.FieldType.time;

import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The parameters of a bearer token.
 *
 * @param expiresAt to the millisecond; null if it does not expire
 * @param scope {@code full} or {@code read}
 */
public record TokenParams(String label, Instant expiresAt, String scope) {
    /** The scope of a token that may do everything; the other one may only read. */
    static final String FULL = "full";

    private static final FieldType<String> TEXT = string();
    private static final FieldType<Instant> TIME = time();
    private static final FieldType<String> SCOPE = oneOf(FULL, "read");

    static TokenParams from(RequestFields token, InstantSource clock) {
        Instant now = clock.instant();
        return new TokenParams(
                token.required("label", TEXT),
                token.optional("expires_at", TIME.check(expiry -> expiry.isAfter(now), "must be in the future")),
                token.createOnly().optional("scope", SCOPE, FULL));
    }

    /** Returns the names of the fields in the order of the rules. */
    public static List<String> fieldNames() {
        return object(request -> from(request, Clock.systemUTC())).fieldNames();
    }
}
