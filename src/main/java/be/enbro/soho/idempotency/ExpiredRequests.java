package be.enbro.soho.idempotency;

import be.enbro.soho.persistence.ExpiredRows;
import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.IntSupplier;

/** Deletes the records of requests that were answered more than SOHO_IDEMPOTENCY_DAYS ago. */
@WebListener
public class ExpiredRequests implements ServletContextListener {
    private static final int BATCH_SIZE = 1_000;

    private static final String DELETE =
            """
            WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtext('idempotent_requests')) AS is_mine)
            DELETE FROM idempotent_requests WHERE (organisation_id, key_hash) IN (
              SELECT organisation_id, key_hash FROM turn, idempotent_requests
              WHERE is_mine AND answered_at < now() - make_interval(days => ?) ORDER BY answered_at LIMIT ?
              FOR UPDATE OF idempotent_requests SKIP LOCKED)""";

    private final ExpiredRows requests = rows(ExpiredRequests::days);

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
        requests.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        requests.stop();
    }

    /** Deletes the records that are older than this; returns how many. */
    public static long delete(Connection session, int days) throws SQLException {
        return rows(() -> days).delete(session);
    }

    private static ExpiredRows rows(IntSupplier days) {
        return new ExpiredRows("records of requests", BATCH_SIZE, session -> deleteBatch(session, days.getAsInt()));
    }

    private static int deleteBatch(Connection session, int days) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(DELETE)) {
            statement.setInt(1, days);
            statement.setInt(2, BATCH_SIZE);
            return statement.executeUpdate();
        }
    }
}
