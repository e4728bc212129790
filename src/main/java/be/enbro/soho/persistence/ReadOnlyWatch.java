package be.enbro.soho.persistence;

import be.enbro.soho.postgresql.Sessions;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Replaces the pool's connections when a read-only database accepts writes again. A session keeps the default
 * transaction mode that its role or database had when it began, and stays connected to the same server after another
 * has become the primary. Until then the connections serve reads. The state is checked on a new connection, once a
 * second after the first sign of a read-only session.
 */
final class ReadOnlyWatch implements SQLExceptionOverride {
    private static final System.Logger LOG = System.getLogger(ReadOnlyWatch.class.getName());
    private static final int PAUSE_MILLISECONDS = 1_000;

    private final Runnable replaceConnections;
    private Thread watching;

    ReadOnlyWatch(Runnable replaceConnections) {
        this.replaceConnections = replaceConnections;
    }

    /** Called by the pool for each failed statement. */
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        if (SqlErrors.reason(failure).equals(Optional.of(UnavailableReason.READ_ONLY))) {
            begin();
        }
        return SQLExceptionOverride.Override.CONTINUE_EVICT;
    }

    /** Starts watching, because a connection is read-only. */
    synchronized void begin() {
        if (watching != null) {
            return;
        }
        LOG.log(Level.WARNING, "the database has a read-only session: its writes are answered 503");
        watching = new Thread(this::watch, "watch of a read-only database");
        watching.setDaemon(true);
        watching.start();
    }

    synchronized void end() {
        if (watching != null) {
            watching.interrupt();
        }
    }

    private void watch() {
        try {
            while (!isWritable()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
            }
            LOG.log(Level.INFO, "the database takes writes");
        } catch (InterruptedException stopped) {
            return;
        } finally {
            over();
        }
        replaceConnections.run();
    }

    /** Called before the connections are replaced, so that a later read-only session starts a new watch. */
    private synchronized void over() {
        watching = null;
    }

    private static boolean isWritable() {
        try (Connection connection = Sessions.forRequests(() -> {}).getConnection()) {
            return Sessions.isWritable(connection);
        } catch (SQLException away) {
            return false;
        }
    }
}
