package be.enbro.soho.uploads;

import be.enbro.soho.http.Partner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A part of the heap for large bodies, of which one organisation gets half: without a bound the requests of one partner could
 * run this node out of memory.
 */
final class BodyMemory {
    /** A body up to this size takes nothing of it. */
    static final int SMALL_BYTES = 64 * 1024;

    /** For bodies on their way. */
    static final BodyMemory UPLOADS = new BodyMemory(16);

    /** For bodies that are worked on: until it is answered each takes some forty times its size. */
    static final BodyMemory REQUESTS = new BodyMemory(64);

    private static final int LEAST_BYTES = 4 * 1024 * 1024;
    private static final int UNIT_BYTES = 1024;

    private final int units;
    private final Semaphore node;
    private final Map<Long, Semaphore> shares = new ConcurrentHashMap<>();

    private BodyMemory(int partOfHeap) {
        long bytes = Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / partOfHeap);
        units = (int) Math.min(bytes / UNIT_BYTES, Integer.MAX_VALUE);
        node = new Semaphore(units, true);
    }

    /**
     * Takes the memory of a body.
     *
     * @param partner whose body it is; null for the operator's, which have no share
     * @return null if there is not enough within so many milliseconds
     */
    Lease lease(Partner partner, long bytes, int milliseconds) {
        int wanted = bytes <= SMALL_BYTES ? 0 : (int) (bytes / UNIT_BYTES);
        Semaphore share = partner == null
                ? new Semaphore(wanted)
                : shares.computeIfAbsent(partner.id(), id -> new Semaphore(units / 2, true));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        if (!isTaken(share, wanted, deadline)) {
            return null;
        }
        if (!isTaken(node, wanted, deadline)) {
            share.release(wanted);
            return null;
        }
        return new Lease(node, share, wanted);
    }

    private static boolean isTaken(Semaphore memory, int wanted, long deadline) {
        try {
            return wanted == 0 || memory.tryAcquire(wanted, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The memory of one body, to be given back once. */
    record Lease(Semaphore node, Semaphore share, int units) {
        void end() {
            node.release(units);
            share.release(units);
        }
    }
}
