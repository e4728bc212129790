package be.enbro.soho.tokens;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The hashes of tokens that were looked up in vain in the last seconds, so that trying one again costs no query (rules,
 * section 7). A new token is random and was never tried before, so it works at once; one that comes back, for instance
 * from a backup, works when its entry has expired. However many tokens are tried, only so many are remembered.
 */
final class UnknownTokens {
    static final int MOST = 10_000;
    static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final Map<String, Long> lookedUpAt = new ConcurrentHashMap<>();
    private final LongSupplier nanoseconds;

    UnknownTokens(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    void add(String hash) {
        if (lookedUpAt.size() >= MOST) {
            lookedUpAt.clear();
        }
        lookedUpAt.put(hash, nanoseconds.getAsLong());
    }

    boolean contains(String hash) {
        Long then = lookedUpAt.get(hash);
        return then != null && nanoseconds.getAsLong() - then < REMEMBERED.toNanos();
    }

    int size() {
        return lookedUpAt.size();
    }
}
