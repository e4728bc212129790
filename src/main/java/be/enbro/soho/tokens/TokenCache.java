package be.enbro.soho.tokens;

import be.enbro.soho.database.FailedCommit;
import be.enbro.soho.database.SqlFailure;
import be.enbro.soho.organisations.CurrentOrganisation;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The tokens in use on this node. Each is looked up again when a second has passed since the last look-up began, so that
 * one that another node revoked stops here within 2 seconds (rules, section 7) without a query per request; and when any
 * was revoked on this node since, so that it stops here at once. A token that does not exist is remembered, too: see
 * {@link UnknownTokens}.
 */
@ApplicationScoped
public class TokenCache {
    private static final System.Logger LOG = System.getLogger(TokenCache.class.getName());
    private static final long FRESH_NANOSECONDS = Duration.ofSeconds(1).toNanos();

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final UnknownTokens unknown = new UnknownTokens(System::nanoTime);
    private final AtomicLong revocations = new AtomicLong();

    @EJB
    private AccessTokens tokens;

    /** Has every token looked up anew at its next use, because one was revoked here. */
    public void clear() {
        revocations.incrementAndGet();
    }

    /** The organisation of the token in the one {@code Authorization} header. */
    public Optional<CurrentOrganisation> organisationFromHeaders(List<String> authorizations) {
        return BearerToken.fromHeaders(authorizations)
                .filter(BearerToken::isWellFormed)
                .flatMap(this::organisation);
    }

    /**
     * The organisation of a token that exists and is neither revoked nor expired. Public, or Weld calls it by reflection.
     */
    public Optional<CurrentOrganisation> organisation(String token) {
        byte[] hash = BearerToken.hash(token);
        String key = HexFormat.of().formatHex(hash);
        Known entry = known.get(key);
        ActiveToken found = entry != null && isFresh(entry) ? entry.token : found(key, hash);
        if (found == null || found.isExpired(Instant.now())) {
            return Optional.empty();
        }
        return Optional.of(found.organisation());
    }

    private boolean isFresh(Known entry) {
        return System.nanoTime() - entry.lookedUpAt < FRESH_NANOSECONDS && entry.revocationsThen == revocations.get();
    }

    private ActiveToken found(String key, byte[] hash) {
        return unknown.contains(key) ? null : lookUp(key, hash);
    }

    private ActiveToken lookUp(String key, byte[] hash) {
        long lookedUpAt = System.nanoTime();
        long revocationsThen = revocations.get();
        ActiveToken token = tokens.active(hash).orElse(null);
        if (token == null) {
            known.remove(key);
            unknown.add(key);
            return null;
        }
        known.put(key, new Known(token, lookedUpAt, revocationsThen));
        if (token.shouldUpdateLastUsed(Instant.now())) {
            updateLastUsed(token);
        }
        return token;
    }

    /** No request fails for this: a later look-up will note it. */
    private void updateLastUsed(ActiveToken token) {
        try {
            tokens.updateLastUsed(token.id());
        } catch (RuntimeException failure) {
            Throwable cause = FailedCommit.behind(failure);
            if (!SqlFailure.isOutage(cause)) {
                throw failure;
            }
            LOG.log(Level.DEBUG, "the use of a token is not noted now: {0}", SqlFailure.inShort(cause));
        }
    }

    private record Known(ActiveToken token, long lookedUpAt, long revocationsThen) {}
}
