package be.enbro.soho.idempotency;

import be.enbro.soho.idempotency.IdempotentRequest.Scope;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The keys of the requests that this node executes. Others with the same key wait here, where they take no connection;
 * those on other nodes wait for the lock of the database.
 */
final class KeysInUse {
    private final Map<Scope, CompletableFuture<Void>> inUse = new ConcurrentHashMap<>();

    /**
     * Waits until no request uses the key, and begins to use it.
     *
     * @param deadline as {@link System#nanoTime}
     * @return false if it is still in use at the deadline
     * @throws RuntimeException the failure of the request that used it, if it {@linkplain #fail failed}
     */
    boolean begin(Scope key, long deadline) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        for (CompletableFuture<Void> other = inUse.putIfAbsent(key, mine); other != null; ) {
            if (!endsBefore(deadline, other)) {
                return false;
            }
            other = inUse.putIfAbsent(key, mine);
        }
        return true;
    }

    void end(Scope key) {
        inUse.remove(key).complete(null);
    }

    /**
     * Ends the use of the key by an outage, which fails all requests that wait for the key, because the last of them would
     * otherwise wait for the sum of their time-outs.
     */
    void fail(Scope key, RuntimeException outage) {
        inUse.remove(key).completeExceptionally(outage);
    }

    private static boolean endsBefore(long deadline, CompletableFuture<Void> use) {
        try {
            use.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failed) {
            throw (RuntimeException) failed.getCause();
        }
    }
}
