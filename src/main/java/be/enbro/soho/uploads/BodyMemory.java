package be.enbro.soho.uploads;

import be.enbro.soho.http.Partner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the memory for large bodies to a part of the heap, of which one organisation may use half: without a limit the
 * requests of one partner could exhaust this node's memory.
 */
final class BodyMemory {
    /** A body up to this size is not counted. */
    static final int SMALL_BYTES = 64 * 1024;

    /** For bodies in transit. */
    static final BodyMemory UPLOADS = new BodyMemory(16);

    /** For bodies of requests in progress: until the response is complete each takes some forty times its size. */
    static final BodyMemory REQUESTS = new BodyMemory(64);

    private static final int MIN_BYTES = 4 * 1024 * 1024;
    private static final int UNIT_BYTES = 1024;

    private final int units;
    private final Semaphore node;
    private final Map<Long, Semaphore> shares = new ConcurrentHashMap<>();

    private BodyMemory(int partOfHeap) {
        long bytes = Math.max(MIN_BYTES, Runtime.getRuntime().maxMemory() / partOfHeap);
        units = (int) Math.min(bytes / UNIT_BYTES, Integer.MAX_VALUE);
        node = new Semaphore(units, true);
    }

    /**
     * Reserves memory for a body.
     *
     * @param partner the sender of the body; null for the operator, who has no share
     * @param milliseconds the maximum time to wait
     * @return null if there is not enough memory in that time
     */
    Lease lease(Partner partner, long bytes, int milliseconds) {
        int requested = bytes <= SMALL_BYTES ? 0 : (int) (bytes / UNIT_BYTES);
        Semaphore share = partner == null
                ? new Semaphore(requested)
                : shares.computeIfAbsent(partner.id(), id -> new Semaphore(units / 2, true));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        if (!acquire(share, requested, deadline)) {
            return null;
        }
        if (!acquire(node, requested, deadline)) {
            share.release(requested);
            return null;
        }
        return new Lease(node, share, requested);
    }

    private static boolean acquire(Semaphore memory, int requested, long deadline) {
        try {
            return requested == 0 || memory.tryAcquire(requested, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The memory reserved for one body; must be released exactly once. */
    record Lease(Semaphore node, Semaphore share, int units) {
        void end() {
            node.release(units);
            share.release(units);
        }
    }
}
