package be.enbro.soho.tokens;

import be.enbro.soho.organisations.OrganisationCorrected;
import be.enbro.soho.persistence.FailedCommit;
import be.enbro.soho.persistence.SqlErrors;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Caches the tokens in use on this node. An entry expires one second after its look-up began, so that a token revoked,
 * or an organisation disabled, on another node is rejected here within 2 seconds (rules, section 7) without a query per
 * request. A change on this node empties the cache, so that it takes effect at the next use. The tokens of a disabled
 * organisation are cached like any other, so that they work soon after it is enabled again. Unknown tokens are cached
 * separately, in {@link UnknownTokens}, so that they never evict a token that exists.
 *
 * <p>Requests with the same token do not wait for each other's look-up, so that each fails after the time of one
 * look-up while the database does not respond.
 */
@ApplicationScoped
public class TokenCache {
    static final int MAX_TOKENS = 10_000;
    static final Duration MAX_AGE = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(TokenCache.class.getName());

    private final Ticker ticker;
    private final InstantSource clock;
    private final UnknownTokens unknown;
    private volatile Cache<String, Entry> active;

    @EJB
    private AccessTokens tokens;

    protected TokenCache() {
        this(null, Ticker.systemTicker(), InstantSource.system());
    }

    TokenCache(AccessTokens tokens, Ticker ticker, InstantSource clock) {
        this.tokens = tokens;
        this.ticker = ticker;
        this.clock = clock;
        this.unknown = new UnknownTokens(ticker);
        this.active = emptyCache(ticker);
    }

    private static Cache<String, Entry> emptyCache(Ticker ticker) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_TOKENS)
                .expireAfter(Expiry.<String, Entry>writing(
                        (hash, entry) -> Duration.ofNanos(entry.expiresAt - ticker.read())))
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Empties the cache after a token or its organisation was changed. A look-up already in progress does not fill the new
     * cache, see {@link #lookUp}.
     */
    public void clear() {
        active = emptyCache(ticker);
    }

    void clearAfter(@Observes OrganisationCorrected change) {
        clear();
    }

    /** Returns the token in the only {@code Authorization} header if it is valid, see {@link #find}. */
    public Optional<ActiveToken> findInHeaders(List<String> authorizations) {
        return BearerToken.fromHeaders(authorizations)
                .filter(BearerToken::isWellFormed)
                .flatMap(this::find);
    }

    /**
     * Returns a token that exists, is neither revoked nor expired, and belongs to an organisation that is not disabled.
     * Public, because Weld would call a package-private method by reflection.
     */
    public Optional<ActiveToken> find(String token) {
        byte[] hash = BearerToken.hash(token);
        String key = HexFormat.of().formatHex(hash);
        Entry entry = active.getIfPresent(key);
        ActiveToken found = entry != null ? entry.token : lookUp(key, hash);
        if (found == null || !found.isValid(clock.instant())) {
            return Optional.empty();
        }
        return Optional.of(found);
    }

    long size() {
        return active.estimatedSize();
    }

    /**
     * Adds the token to the cache in which it was missing; if a revocation has replaced that cache meanwhile, the entry
     * is lost.
     */
    private ActiveToken lookUp(String key, byte[] hash) {
        if (unknown.contains(key)) {
            return null;
        }
        Cache<String, Entry> cache = active;
        long expiresAt = ticker.read() + MAX_AGE.toNanos();
        ActiveToken token = tokens.active(hash).orElse(null);
        if (token == null) {
            unknown.add(key);
            return null;
        }
        cache.put(key, new Entry(token, expiresAt));
        if (token.shouldUpdateLastUsed(clock.instant())) {
            updateLastUsed(token);
        }
        return token;
    }

    /** Ignores an outage, because no request depends on the update; a later look-up repeats it. */
    private void updateLastUsed(ActiveToken token) {
        try {
            tokens.updateLastUsed(token.id());
        } catch (RuntimeException failure) {
            Throwable cause = FailedCommit.causeOf(failure);
            if (!SqlErrors.isTransient(cause)) {
                throw failure;
            }
            LOG.log(Level.DEBUG, "the last use of a token is not updated now: {0}", SqlErrors.summary(cause));
        }
    }

    private record Entry(ActiveToken token, long expiresAt) {}
}
