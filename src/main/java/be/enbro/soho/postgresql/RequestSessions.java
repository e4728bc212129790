package be.enbro.soho.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** The data source of the pool's sessions, which are all initialised alike. */
final class RequestSessions extends PGSimpleDataSource {
    /**
     * Makes PostgreSQL's process allocate and free a megabyte once. After that glibc keeps up to twice as much for the
     * process, instead of returning everything above 128 KB after each statement and faulting it in again for the next:
     * PostgreSQL's CPU time for a bulk of 100 is 0.91 of that without (docs/decisions/0010).
     */
    private static final String KEEP_MEMORY = "length(repeat('x', 1000000))";

    /**
     * Makes PostgreSQL end a statement within half a second after its client is gone. Set in the session, because
     * PostgreSQL does not have the setting before version 14, and does not accept it on Windows.
     */
    private static final String NOTICE_LOST_CLIENT =
            "(SELECT set_config(name, '500ms', false) FROM pg_settings WHERE name = 'client_connection_check_interval'"
                    + " AND source = 'default' AND version() !~* 'mingw|msvc|visual c')";

    private static final String BEGIN = "SELECT " + KEEP_MEMORY + ", " + NOTICE_LOST_CLIENT;

    private final transient Runnable readOnly;

    RequestSessions(Runnable readOnly) {
        this.readOnly = readOnly;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute(BEGIN);
            if (!Sessions.isWritable(connection)) {
                readOnly.run();
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }
}
