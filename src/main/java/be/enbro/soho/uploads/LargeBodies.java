package be.enbro.soho.uploads;

import be.enbro.soho.requests.Partner;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the large bodies that this node works on at once, since each takes some forty times its size until it is answered: all
 * of them together a sixty-fourth of the heap, and those of one organisation half of that.
 */
final class LargeBodies {
    /** What is smaller is not counted. */
    private static final int SMALL_BYTES = 64 * 1024;

    private static final int UNIT_BYTES = 1024;
    private static final int UNITS =
            (int) (Math.max(4 * 1024 * 1024, Math.min(Runtime.getRuntime().maxMemory() / 64, Integer.MAX_VALUE))
                    / UNIT_BYTES);
    private static final int WAIT_MILLISECONDS = 2_000;

    private static final Semaphore NODE = new Semaphore(UNITS, true);
    private static final Map<Long, Semaphore> ORGANISATIONS = new ConcurrentHashMap<>();
    private static final LargeBodies NONE = new LargeBodies(new Semaphore(0), 0);

    private final Semaphore share;
    private final int units;

    private LargeBodies(Semaphore share, int units) {
        this.share = share;
        this.units = units;
    }

    /**
     * Takes the place of a body, to be left once; null if there is none within 2 seconds.
     *
     * @param partner whose it is, null if that is not known
     */
    static LargeBodies enter(Partner partner, long bytes) {
        if (bytes <= SMALL_BYTES) {
            return NONE;
        }
        int units = (int) (bytes / UNIT_BYTES);
        Semaphore share = partner == null
                ? new Semaphore(units)
                : ORGANISATIONS.computeIfAbsent(partner.id(), id -> new Semaphore(UNITS / 2, true));
        try {
            if (!share.tryAcquire(units, WAIT_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                return null;
            }
            if (NODE.tryAcquire(units, WAIT_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                return new LargeBodies(share, units);
            }
            share.release(units);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    void leave() {
        if (units > 0) {
            NODE.release(units);
            share.release(units);
        }
    }
}
