package be.enbro.soho.persistence;

import be.enbro.soho.postgresql.Sessions;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Deletes rows that have expired, every hour, in a session that is not one of the pool. A failure is repaired by the next
 * period, because nothing depends on the time of the deletion.
 */
public final class ExpiredRows {
    private static final System.Logger LOG = System.getLogger(ExpiredRows.class.getName());
    private static final int PERIOD_MINUTES = 60;
    private static final int FIRST_MINUTES = 10;

    private final String name;
    private final Batch batch;
    private final int batchSize;
    private final ScheduledExecutorService timer;

    /** Deletes one batch, unless another session does so. */
    @FunctionalInterface
    public interface Batch {
        /** Returns the number of rows, less than the size of a batch if there are no more. */
        int delete(Connection session) throws SQLException;
    }

    /** @param name what expires, for the log */
    public ExpiredRows(String name, int batchSize, Batch batch) {
        this.name = name;
        this.batch = batch;
        this.batchSize = batchSize;
        this.timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "expired " + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::delete, FIRST_MINUTES, PERIOD_MINUTES, TimeUnit.MINUTES);
    }

    public void stop() {
        timer.shutdownNow();
    }

    /** Deletes all batches; returns the number of rows. */
    public long delete(Connection session) throws SQLException {
        long deleted = 0;
        for (int size = batchSize; size == batchSize && !Thread.interrupted(); deleted += size) {
            size = batch.delete(session);
        }
        return deleted;
    }

    private void delete() {
        try (Connection session = Sessions.forRequests(() -> {}).getConnection()) {
            LOG.log(Level.DEBUG, "{0} {1} have expired", delete(session), name);
        } catch (SQLException | RuntimeException failure) {
            LOG.log(Level.WARNING, "{0} are not deleted now: {1}", name, SqlErrors.summary(failure));
        }
    }
}
