package be.enbro.soho.suppliers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Caches the names of suppliers by id for one second after they were loaded, because an operator may rename or delete a supplier by SQL. Unknown
 * ids are not cached.
 */
// Not JPA's shared cache: it would need a query per missing id, would also serve the operator's list, expires by
// wall-clock time, and would keep an entity that was read before a deletion and arrives after the eviction.
@ApplicationScoped
public class SupplierNames {
    private static final Duration EXPIRY = Duration.ofSeconds(1);

    private final Ticker clock;
    private volatile Cache<Long, String> names;

    public SupplierNames() {
        this(Ticker.systemTicker());
    }

    SupplierNames(Ticker clock) {
        this.clock = clock;
        this.names = empty(clock);
    }

    /** Returns the names of all ids that exist; the missing ones are loaded by one call. */
    public Map<Long, String> get(Set<Long> ids, Function<Set<? extends Long>, Map<Long, String>> load) {
        return names.getAll(ids, load);
    }

    /**
     * Empties the cache. A load in progress fills the old cache only, so that no name read before this call is returned
     * after it.
     */
    public void clear() {
        names = empty(clock);
    }

    private static Cache<Long, String> empty(Ticker clock) {
        return Caffeine.newBuilder()
                .expireAfterWrite(EXPIRY)
                .ticker(clock)
                .executor(Runnable::run)
                .build();
    }
}
