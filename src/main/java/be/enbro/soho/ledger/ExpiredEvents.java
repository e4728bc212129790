package be.enbro.soho.ledger;

import be.enbro.soho.persistence.ExpiredRows;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Deletes events that are older than 400 days, in the order of the feed, and remembers the last one, so that a cursor before it
 * is recognised (contract extensions, section 5).
 */
@WebListener
public class ExpiredEvents implements ServletContextListener {
    private static final int DAYS = 400;
    private static final int BATCH_SIZE = 1_000;

    private static final String DELETE =
            """
            WITH turn AS MATERIALIZED (SELECT pg_try_advisory_xact_lock(hashtext('events')) AS is_mine),
            oldest AS MATERIALIZED (
              SELECT event.* FROM turn, LATERAL (
                SELECT tx, id, at FROM events WHERE turn.is_mine ORDER BY tx, id LIMIT ?) AS event),
            deleted AS (
              DELETE FROM events USING oldest
              WHERE events.tx = oldest.tx AND events.id = oldest.id AND oldest.at < now() - make_interval(days => ?)
              RETURNING events.tx, events.id),
            remembered AS (
              UPDATE ledger SET deleted_tx = last.tx, deleted_id = last.id
              FROM (SELECT tx, id FROM deleted ORDER BY tx DESC, id DESC LIMIT 1) AS last)
            SELECT count(*) FROM deleted""";

    private final ExpiredRows events = new ExpiredRows("events", BATCH_SIZE, ExpiredEvents::deleteBatch);

    @Override
    public void contextInitialized(ServletContextEvent event) {
        events.start();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        events.stop();
    }

    /** Deletes the events that have expired; returns how many. */
    public static long delete(Connection session) throws SQLException {
        return new ExpiredRows("events", BATCH_SIZE, ExpiredEvents::deleteBatch).delete(session);
    }

    private static int deleteBatch(Connection session) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(DELETE)) {
            statement.setInt(1, BATCH_SIZE);
            statement.setInt(2, DAYS);
            try (ResultSet count = statement.executeQuery()) {
                count.next();
                return count.getInt(1);
            }
        }
    }
}
