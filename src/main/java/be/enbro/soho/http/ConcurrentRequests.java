package be.enbro.soho.http;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests of each organisation that this node works on: at most SOHO_CONCURRENT_REQUESTS at once, from its token
 * to the end of its answer (contract extensions, section 9).
 */
public final class ConcurrentRequests {
    private static final Map<Long, AtomicInteger> AT_WORK = new ConcurrentHashMap<>();

    private ConcurrentRequests() {}

    /** The setting, 1 to 10,000; {@link BadSetting} for anything else. */
    public static int most() {
        return Setting.SOHO_CONCURRENT_REQUESTS.number(64, 1, 10_000);
    }

    /** Whether one more request is worked on; if so, it is to {@link #leave}. */
    static boolean enter(long organisationId) {
        AtomicInteger atWork = AT_WORK.computeIfAbsent(organisationId, id -> new AtomicInteger());
        if (atWork.incrementAndGet() <= Limit.MOST) {
            return true;
        }
        atWork.decrementAndGet();
        return false;
    }

    static void leave(long organisationId) {
        AT_WORK.get(organisationId).decrementAndGet();
    }

    /** Read once, at the first request; a bad setting has kept the server from starting by then. */
    private static final class Limit {
        private static final int MOST = most();
    }
}
