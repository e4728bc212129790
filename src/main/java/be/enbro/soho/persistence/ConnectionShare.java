package be.enbro.soho.persistence;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The half of the pool's connections that one organisation may hold at once on a node, so that no partner can starve another
 * (contract extensions, section 9); three quarters of them for transactions, so that its reads go on while its registrations
 * wait for a lock. What is done for no organisation, such as the operator's requests and the look-up of a token, has no share and
 * is not limited.
 */
public final class ConnectionShare {
    /** With 1.3 s for the pool and 3 s for a database that says nothing it is the 5 s of rules, section 3. */
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

    /** Takes this thread's connections from the organisation's share until {@link #end()}. */
    public static void begin(long organisationId) {
        CURRENT.set(SHARES.computeIfAbsent(
                organisationId, id -> new ConnectionShare(Math.max(1, ConnectionPool.most() / 2))));
    }

    /** Ends what {@link #begin(long)} began; nothing if it did not. */
    public static void end() {
        CURRENT.remove();
    }

    /**
     * Takes one connection's place in this thread's share, if it has one.
     *
     * @return gives the place back, to be run once
     * @throws NoConnectionException if the organisation holds all of its share for 0.7 s
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

    private static void acquire(Semaphore places, long deadline) throws SQLException {
        try {
            if (places.tryAcquire() || places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new NoConnectionException(UnavailableReason.SHARE_EMPTY);
    }
}
