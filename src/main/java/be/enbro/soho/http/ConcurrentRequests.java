package be.enbro.soho.http;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits the concurrent requests of each organisation on this node to SOHO_CONCURRENT_REQUESTS, counted from the check
 * of the token to the end of the response (contract extensions, section 9).
 */
public final class ConcurrentRequests {
    private static final Map<Long, AtomicInteger> IN_PROGRESS = new ConcurrentHashMap<>();

    private ConcurrentRequests() {}

    /**
     * The setting, 1 to 10,000.
     *
     * @throws BadSetting if it is anything else
     */
    public static int max() {
        return Setting.SOHO_CONCURRENT_REQUESTS.number(64, 1, 10_000);
    }

    /** Counts a request if the limit permits; returns whether it does. An admitted request must {@link #leave}. */
    static boolean enter(long organisationId) {
        AtomicInteger inProgress = IN_PROGRESS.computeIfAbsent(organisationId, id -> new AtomicInteger());
        if (inProgress.incrementAndGet() <= Limit.VALUE) {
            return true;
        }
        inProgress.decrementAndGet();
        return false;
    }

    static void leave(long organisationId) {
        IN_PROGRESS.get(organisationId).decrementAndGet();
    }

    /** Read once, at the first request; a bad setting prevents the start before that. */
    private static final class Limit {
        private static final int VALUE = max();
    }
}
