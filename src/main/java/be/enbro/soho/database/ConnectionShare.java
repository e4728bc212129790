package be.enbro.soho.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The half of the pool's connections that one organisation may hold at once on a node, so that no partner can starve another
 * (contract extensions, section 9). What is done for no organisation, such as the operator's requests and the look-up of a
 * token, has no share and is not limited.
 */
public final class ConnectionShare {
    /** Together with the wait for the pool and the statement less than the 5 s of rules, section 3. */
    private static final int WAIT_MILLISECONDS = 700;

    private static final Map<Long, Semaphore> SHARES = new ConcurrentHashMap<>();
    private static final ThreadLocal<Semaphore> CURRENT = new ThreadLocal<>();

    private ConnectionShare() {}

    /** Takes this thread's connections from the organisation's share until {@link #end()}. */
    public static void begin(long organisationId) {
        CURRENT.set(
                SHARES.computeIfAbsent(organisationId, id -> new Semaphore(Math.max(1, ConnectionPool.most() / 2))));
    }

    /** Ends what {@link #begin(long)} began; nothing if it did not. */
    public static void end() {
        CURRENT.remove();
    }

    /**
     * Takes one connection's place in this thread's share, to be released once.
     *
     * @return null if there is no share
     * @throws SQLTransientConnectionException if the organisation holds all of its share for too long
     */
    static Semaphore acquire() throws SQLException {
        Semaphore share = CURRENT.get();
        if (share == null) {
            return null;
        }
        try {
            if (share.tryAcquire() || share.tryAcquire(WAIT_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                return share;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        throw new SQLTransientConnectionException("the organisation holds half of the pool", "08001");
    }
}
