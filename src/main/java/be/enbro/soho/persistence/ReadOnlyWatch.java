package be.enbro.soho.persistence;

import be.enbro.soho.postgresql.Sessions;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Replaces the pool's connections when a database that was read-only takes writes again: a session keeps the default that its
 * role or database had when it began, and the server that it was opened to, although another is the primary now. Until then
 * they serve reads. Asked of a new connection, once a second from the first sign on.
 */
final class ReadOnlyWatch implements SQLExceptionOverride {
    private static final System.Logger LOG = System.getLogger(ReadOnlyWatch.class.getName());
    private static final int PAUSE_MILLISECONDS = 1_000;

    private final Runnable replaceConnections;
    private Thread watching;

    ReadOnlyWatch(Runnable replaceConnections) {
        this.replaceConnections = replaceConnections;
    }

    /** The pool asks here for each failure of a statement. */
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        if (SqlErrors.reason(failure).equals(Optional.of(UnavailableReason.READ_ONLY))) {
            begin();
        }
        return SQLExceptionOverride.Override.CONTINUE_EVICT;
    }

    /** A connection is read-only. */
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
            while (!takesWrites()) {
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

    /** Before the connections are replaced: of one that is read-only after that it is to hear again. */
    private synchronized void over() {
        watching = null;
    }

    private static boolean takesWrites() {
        try (Connection connection = Sessions.forRequests(() -> {}).getConnection()) {
            return Sessions.takesWrites(connection);
        } catch (SQLException away) {
            return false;
        }
    }
}
