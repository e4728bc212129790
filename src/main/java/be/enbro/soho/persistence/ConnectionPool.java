package be.enbro.soho.persistence;

import be.enbro.soho.postgresql.Sessions;
import be.enbro.soho.settings.Setting;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The connection pool for PostgreSQL, with at most SOHO_DB_POOL_MAX connections. A request fails within 5 seconds if
 * the database is unreachable or the pool is exhausted (rules, section 3).
 */
public final class ConnectionPool {
    /**
     * The time to borrow a connection and the time to receive a response add up to less than the 5 seconds of the
     * rules.
     */
    private static final int BORROW_MILLISECONDS = 1_300;

    private static final int VALIDATION_MILLISECONDS = 1_000;

    private static final ReadOnlyWatch READ_ONLY = new ReadOnlyWatch(ConnectionPool::replaceAll);

    private static HikariDataSource pool;

    private ConnectionPool() {}

    static synchronized DataSource open() {
        if (pool == null) {
            pool = new Pool(configuration());
        }
        return pool;
    }

    static synchronized void close() {
        READ_ONLY.end();
        if (pool != null) {
            pool.close();
        }
        pool = null;
    }

    /** Replaces all connections; those in use are replaced when they are returned. */
    private static synchronized void replaceAll() {
        if (pool != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    /**
     * Returns the reason why the database does not respond or is read-only, or empty if it is available. Uses the pool
     * as a request would.
     */
    public static Optional<String> unavailableReason() {
        try (Connection connection = open().getConnection()) {
            connection.setNetworkTimeout(Runnable::run, VALIDATION_MILLISECONDS);
            if (Sessions.isWritable(connection)) {
                return Optional.empty();
            }
            READ_ONLY.begin();
            return Optional.of(UnavailableReason.READ_ONLY.text());
        } catch (SQLException away) {
            return Optional.of(SqlErrors.summary(away));
        }
    }

    /** The maximum number of connections. */
    static int maxConnections() {
        return Setting.SOHO_DB_POOL_MAX.number(32, 1, 1_000);
    }

    private static HikariConfig configuration() {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("soho");
        configuration.setDataSource(Sessions.forRequests(READ_ONLY::begin));
        configuration.setMaximumPoolSize(maxConnections());
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(BORROW_MILLISECONDS);
        configuration.setValidationTimeout(VALIDATION_MILLISECONDS);
        configuration.setInitializationFailTimeout(-1);
        configuration.setExceptionOverride(READ_ONLY);
        return configuration;
    }

    private static final class Pool extends HikariDataSource {
        Pool(HikariConfig configuration) {
            super(configuration);
        }

        /** Hikari throws the same exception whether all connections are in use or none could be opened. */
        @Override
        public Connection getConnection() throws SQLException {
            try {
                return super.getConnection();
            } catch (SQLTransientConnectionException none) {
                boolean isFull = getHikariPoolMXBean().getTotalConnections() >= getMaximumPoolSize();
                throw isFull ? new NoConnectionException(UnavailableReason.POOL_EMPTY) : none;
            }
        }
    }
}
