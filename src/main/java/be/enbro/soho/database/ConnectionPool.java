package be.enbro.soho.database;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one pool of connections to PostgreSQL: at most SOHO_DB_POOL_MAX, and whoever finds the database away or the pool
 * empty is told so within 5 seconds (rules, section 3).
 */
public final class ConnectionPool {
    /** Waiting for a connection and waiting for its answer add up to less than the 5 seconds of the rules. */
    private static final int BORROW_MILLISECONDS = 1_500;

    private static final int VALIDATION_MILLISECONDS = 1_000;
    private static final int CONNECT_SECONDS = 2;

    /**
     * Our queries find a few hundred rows at most by an index. So PostgreSQL plans each once for all values, instead of at
     * every call (0.7 ms of a page's 0.9), and, since that plan outlives the table's growth, never with a scan of a whole
     * table, further processes or compilation; and an index is no worse to read at random than in order, or a page may
     * be read by the ids of all organisations (docs/decisions/0003).
     */
    private static final String PLANS = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
            + " -c max_parallel_workers_per_gather=0 -c jit=off -c random_page_cost=1.1";

    /**
     * Has PostgreSQL's process allocate a megabyte once and free it. From then on glibc keeps up to twice as much for it,
     * instead of giving back what is beyond 128 KB after each statement, to be faulted in again by the next
     * (docs/decisions/0010).
     */
    private static final String KEEP_MEMORY = "SELECT length(repeat('x', 1000000))";

    private static final int ANSWER_SECONDS = 3;

    /** When to ask again after a 503: by then the pool has tried to connect anew. */
    public static final int RETRY_SECONDS = 2;

    private static HikariDataSource pool;

    private ConnectionPool() {}

    static synchronized DataSource open() {
        if (pool == null) {
            pool = new HikariDataSource(configuration());
        }
        return pool;
    }

    static synchronized void close() {
        if (pool != null) {
            pool.close();
        }
        pool = null;
    }

    /** Whether the database answers, asked through the pool as a request would. */
    public static boolean answers() {
        try (Connection connection = open().getConnection()) {
            return connection.isValid(1);
        } catch (SQLException away) {
            return false;
        }
    }

    /** How many connections there are at most. */
    static int most() {
        return Setting.SOHO_DB_POOL_MAX.number(32, 1, 1_000);
    }

    /** Connections outside the pool that may take their time: for migrations. */
    static PGSimpleDataSource patient() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        setUrl(database);
        Setting.SOHO_DB_USER.value().ifPresent(database::setUser);
        Setting.SOHO_DB_PASSWORD.value().ifPresent(database::setPassword);
        database.setApplicationName("enbro-soho");
        database.setConnectTimeout(CONNECT_SECONDS);
        // Its details quote rows, which are personal.
        database.setLogServerErrorDetail(false);
        return database;
    }

    private static void setUrl(PGSimpleDataSource database) {
        String url = Setting.SOHO_DB_URL
                .value()
                .orElseThrow(() ->
                        new BadSetting(Setting.SOHO_DB_URL, "is not set: give the JDBC URL of a PostgreSQL database"));
        try {
            database.setUrl(url);
        } catch (IllegalArgumentException malformed) {
            // Without the cause, which quotes it: there may be a password in it.
            throw new BadSetting(Setting.SOHO_DB_URL, "is not the JDBC URL of a PostgreSQL database");
        }
    }

    private static HikariConfig configuration() {
        PGSimpleDataSource database = patient();
        database.setOptions(
                Stream.of(database.getOptions(), PLANS).filter(Objects::nonNull).collect(Collectors.joining(" ")));
        database.setPrepareThreshold(1);
        database.setSocketTimeout(ANSWER_SECONDS);
        database.setTcpKeepAlive(true);
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("soho");
        configuration.setDataSource(database);
        configuration.setMaximumPoolSize(most());
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(BORROW_MILLISECONDS);
        configuration.setValidationTimeout(VALIDATION_MILLISECONDS);
        configuration.setInitializationFailTimeout(-1);
        configuration.setConnectionInitSql(KEEP_MEMORY);
        return configuration;
    }
}
