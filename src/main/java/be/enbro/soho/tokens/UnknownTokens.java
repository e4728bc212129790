package be.enbro.soho.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * Caches the hashes of tokens that were not found in the last seconds, so that repeated attempts need no query (rules,
 * section 7). A new token is random and was never tried before, so it works at once; one that is restored, for instance
 * from a backup, works when its entry has expired. The size is fixed, however many tokens are tried.
 */
final class UnknownTokens {
    static final int MAX_TOKENS = 10_000;
    static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final Cache<String, Boolean> hashes;

    UnknownTokens(Ticker ticker) {
        hashes = Caffeine.newBuilder()
                .maximumSize(MAX_TOKENS)
                .expireAfterWrite(MAX_AGE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    void add(String hash) {
        hashes.put(hash, true);
    }

    boolean contains(String hash) {
        return hashes.getIfPresent(hash) != null;
    }

    long size() {
        return hashes.estimatedSize();
    }
}
