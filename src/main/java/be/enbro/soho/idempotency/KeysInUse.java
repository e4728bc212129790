package be.enbro.soho.idempotency;

import be.enbro.soho.idempotency.IdempotentRequest.Scope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The keys of the requests that this node executes. Others with the same key wait here, where they take no connection;
 * those on other nodes wait for the lock of the database.
 */
final class KeysInUse {
    private final Map<Scope, CountDownLatch> inUse = new ConcurrentHashMap<>();

    /**
     * Waits until no request uses the key, and begins to use it.
     *
     * @param deadline as {@link System#nanoTime}
     * @return false if it is in use until then
     */
    boolean begin(Scope key, long deadline) {
        CountDownLatch mine = new CountDownLatch(1);
        for (CountDownLatch other = inUse.putIfAbsent(key, mine); other != null; ) {
            if (!awaitUntil(deadline, other)) {
                return false;
            }
            other = inUse.putIfAbsent(key, mine);
        }
        return true;
    }

    void end(Scope key) {
        inUse.remove(key).countDown();
    }

    private static boolean awaitUntil(long deadline, CountDownLatch end) {
        try {
            return end.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
