package be.enbro.soho.idempotency;

import be.enbro.soho.persistence.SqlErrors;
import be.enbro.soho.postgresql.Sessions;
import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Deletes the records of requests that were answered more than SOHO_IDEMPOTENCY_DAYS ago: every hour, in batches, on one
 * node at a time, in a session that is not one of the pool.
 */
@WebListener
public class ExpiredRequests implements ServletContextListener {
    private static final System.Logger LOG = System.getLogger(ExpiredRequests.class.getName());
    private static final int PERIOD_MINUTES = 60;
    private static final int FIRST_MINUTES = 10;
    private static final int BATCH_SIZE = 1_000;

    private static final String DELETE =
            """
            WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtext('idempotent_requests')) AS is_mine)
            DELETE FROM idempotent_requests WHERE (organisation_id, key_hash) IN (
              SELECT organisation_id, key_hash FROM turn, idempotent_requests
              WHERE is_mine AND answered_at < now() - make_interval(days => ?) ORDER BY answered_at LIMIT ?)""";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "expired requests");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * The setting, 1 to 365 days.
     *
     * @throws BadSetting if it is anything else
     */
    public static int days() {
        return Setting.SOHO_IDEMPOTENCY_DAYS.number(7, 1, 365);
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        timer.scheduleWithFixedDelay(ExpiredRequests::delete, FIRST_MINUTES, PERIOD_MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        timer.shutdownNow();
    }

    /** A failure is repaired by the next period, because nothing depends on the time of the deletion. */
    private static void delete() {
        try (Connection session = Sessions.forRequests(() -> {}).getConnection()) {
            long deleted = delete(session, days());
            LOG.log(Level.DEBUG, "{0} records of requests have expired", deleted);
        } catch (SQLException | RuntimeException failure) {
            LOG.log(Level.WARNING, "the records of requests are not deleted now: {0}", SqlErrors.summary(failure));
        }
    }

    /** Deletes the records that are older than this, unless another session does so; returns how many. */
    public static long delete(Connection session, int days) throws SQLException {
        long deleted = 0;
        try (PreparedStatement statement = session.prepareStatement(DELETE)) {
            statement.setInt(1, days);
            statement.setInt(2, BATCH_SIZE);
            for (int batch = BATCH_SIZE; batch == BATCH_SIZE && !Thread.interrupted(); deleted += batch) {
                batch = statement.executeUpdate();
            }
        }
        return deleted;
    }
}
