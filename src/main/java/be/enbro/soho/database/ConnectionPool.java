package be.enbro.soho.database;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one pool of connections to PostgreSQL: at most SOHO_DB_POOL_MAX. A request that finds the database away, or no free
 * connection, fails within 5 seconds (rules, section 3). What the operator writes into SOHO_DB_URL wins over every default
 * here.
 */
public final class ConnectionPool {
    /** Waiting for a connection and waiting for its answer add up to less than the 5 seconds of the rules. */
    private static final int BORROW_MILLISECONDS = 1_300;

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
    private static final String KEEP_MEMORY = "length(repeat('x', 1000000))";

    /**
     * PostgreSQL itself ends a statement that lasts 2 s or waits 1 s for a lock, a second before the driver stops waiting for
     * its answer: a statement that was given up never commits later (rules, section 6). A lock is waited for less long than
     * a connection, so that requests that need no lock get a connection although others wait for one. A transaction that
     * its node abandoned holds its locks for 5 s.
     */
    private static final String LIMITS =
            "-c statement_timeout=2s -c lock_timeout=1s -c idle_in_transaction_session_timeout=5s";

    private static final int ANSWER_SECONDS = 3;

    /**
     * Migrations wait less long for a lock than requests do, which queue up behind them meanwhile; {@link Migration} tries
     * again. Nothing else ends them: they may have much to do.
     */
    private static final String MIGRATION_LIMITS = "-c lock_timeout=500ms";

    /**
     * Has PostgreSQL end a statement within half a second when its client is gone. In the session, since PostgreSQL before
     * version 14 does not know the setting and on Windows does not take it.
     */
    private static final String NOTICE_LOST_CLIENT =
            "(SELECT set_config(name, '500ms', false) FROM pg_settings WHERE name = 'client_connection_check_interval'"
                    + " AND source = 'default' AND version() !~* 'mingw|msvc|visual c')";

    /** What each session of the pool begins with. */
    private static final String SESSION = "SELECT " + KEEP_MEMORY + ", " + NOTICE_LOST_CLIENT;

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
        return source(MIGRATION_LIMITS, Map.of());
    }

    /** Connections of the pool: no statement outlives the request that asked for it. */
    static PGSimpleDataSource prompt() {
        return source(
                LIMITS + " " + PLANS,
                Map.of(
                        PGProperty.SOCKET_TIMEOUT, Integer.toString(ANSWER_SECONDS),
                        PGProperty.TCP_KEEP_ALIVE, "true",
                        PGProperty.PREPARE_THRESHOLD, "1"));
    }

    private static PGSimpleDataSource source(String options, Map<PGProperty, String> defaults) {
        String url = Setting.SOHO_DB_URL
                .value()
                .orElseThrow(() ->
                        new BadSetting(Setting.SOHO_DB_URL, "is not set: give the JDBC URL of a PostgreSQL database"));
        Properties given = Driver.parseURL(url, null);
        if (given == null) {
            // Without the URL: there may be a password in it.
            throw new BadSetting(Setting.SOHO_DB_URL, "is not the JDBC URL of a PostgreSQL database");
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        Setting.SOHO_DB_USER.value().ifPresent(source::setUser);
        Setting.SOHO_DB_PASSWORD.value().ifPresent(source::setPassword);
        setUnlessGiven(source, given, PGProperty.APPLICATION_NAME, "enbro-soho");
        setUnlessGiven(source, given, PGProperty.CONNECT_TIMEOUT, Integer.toString(CONNECT_SECONDS));
        defaults.forEach((property, value) -> setUnlessGiven(source, given, property, value));
        // PostgreSQL takes the last value of an option.
        source.setOptions(
                Stream.of(options, source.getOptions()).filter(Objects::nonNull).collect(Collectors.joining(" ")));
        // Its details quote rows, which are personal.
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static void setUnlessGiven(PGSimpleDataSource source, Properties given, PGProperty property, String value) {
        if (!given.containsKey(property.getName())) {
            source.setProperty(property, value);
        }
    }

    private static HikariConfig configuration() {
        HikariConfig configuration = new HikariConfig();
        configuration.setPoolName("soho");
        configuration.setDataSource(prompt());
        configuration.setMaximumPoolSize(most());
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(BORROW_MILLISECONDS);
        configuration.setValidationTimeout(VALIDATION_MILLISECONDS);
        configuration.setInitializationFailTimeout(-1);
        configuration.setConnectionInitSql(SESSION);
        return configuration;
    }
}
