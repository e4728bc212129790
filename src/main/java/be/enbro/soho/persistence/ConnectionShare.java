package be.enbro.soho.persistence;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the connections that one organisation may hold at once on a node to half of the pool, so that no partner can
 * starve another (contract extensions, section 9). Transactions may use three quarters of the share, so that reads
 * continue while registrations wait for a lock. Work for no organisation, such as an operator's request or a token
 * look-up, is not limited.
 */
public final class ConnectionShare {
    /**
     * Together with 1.3 s for the pool and 3 s for a database that does not respond, this makes the 5 s of rules,
     * section 3.
     */
    private static final long WAIT_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(700);

    private static final Runnable NOTHING = () -> {};
    private static final Map<Long, ConnectionShare> SHARES = new ConcurrentHashMap<>();
    private static final ThreadLocal<ConnectionShare> CURRENT = new ThreadLocal<>();

    private final Semaphore all;
    private final Semaphore transactions;

    private ConnectionShare(int connections) {
        this.all = new Semaphore(connections);
        this.transactions = new Semaphore(Math.max(1, connections * 3 / 4));
    }

    /** Counts this thread's connections against the organisation's share until {@link #end()}. */
    public static void begin(long organisationId) {
        CURRENT.set(SHARES.computeIfAbsent(
                organisationId, id -> new ConnectionShare(Math.max(1, ConnectionPool.maxConnections() / 2))));
    }

    /** Ends the effect of {@link #begin(long)}; does nothing if it was not called. */
    public static void end() {
        CURRENT.remove();
    }

    /**
     * Acquires one connection's permit from this thread's share, if it has one.
     *
     * @return an action that releases the permit; must be run exactly once
     * @throws NoConnectionException if the organisation's share stays exhausted for 0.7 s
     */
    static Runnable acquire(boolean forTransaction) throws SQLException {
        ConnectionShare share = CURRENT.get();
        if (share == null) {
            return NOTHING;
        }
        long deadline = System.nanoTime() + WAIT_NANOSECONDS;
        if (!forTransaction) {
            acquire(share.all, deadline);
            return share.all::release;
        }
        acquire(share.transactions, deadline);
        try {
            acquire(share.all, deadline);
        } catch (SQLException full) {
            share.transactions.release();
            throw full;
        }
        return () -> {
            share.all.release();
            share.transactions.release();
        };
    }

    private static void acquire(Semaphore permits, long deadline) throws SQLException {
        try {
            if (permits.tryAcquire() || permits.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new NoConnectionException(UnavailableReason.SHARE_EMPTY);
    }
}
