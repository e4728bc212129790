package be.enbro.soho.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/** Sessions of the pool, which all begin alike. */
final class RequestSessions extends PGSimpleDataSource {
    /**
     * Makes PostgreSQL's process allocate and free a megabyte once. From then on glibc keeps up to twice as much for it,
     * instead of returning everything above 128 KB after each statement and faulting it in again for the next:
     * PostgreSQL's part of a bulk of 100 is 0.91 of what it is without (docs/decisions/0010).
     */
    private static final String KEEP_MEMORY = "length(repeat('x', 1000000))";

    /**
     * Makes PostgreSQL end a statement within half a second when its client is gone. Set in the session, because PostgreSQL
     * before version 14 does not have the setting, and on Windows it does not accept it.
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
            if (!Sessions.takesWrites(connection)) {
                readOnly.run();
            }
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }
}
