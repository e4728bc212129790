package be.enbro.soho.postgresql;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The application's sessions with the PostgreSQL of SOHO_DB_URL. Parameters of that URL take precedence over every
 * default here.
 */
public final class Sessions {
    private static final int CONNECT_SECONDS = 2;

    /**
     * The application's queries find at most a few hundred rows by an index. So PostgreSQL plans each query once for
     * all values, instead of at every call (0.7 ms of a page's 0.9). Since that plan outlives the table's growth, it
     * never uses sequential scans, parallel workers or JIT. random_page_cost is that of an SSD or of data in memory;
     * otherwise a page may be read from the primary key, through the ids of all organisations: 108 ms instead of 8
     * (docs/decisions/0003).
     */
    private static final String PLANS = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
            + " -c max_parallel_workers_per_gather=0 -c jit=off -c random_page_cost=1.1";

    /**
     * PostgreSQL ends a statement that lasts 2 s or waits 1 s for a lock, a second before the driver stops waiting for
     * the response, so that a statement that was given up never commits later (rules, section 6). The lock timeout is
     * shorter than the wait for a connection, so that requests that need no lock get a connection although others wait
     * for one. A transaction that its node abandoned holds its locks for 5 s.
     */
    private static final String LIMITS =
            "-c statement_timeout=2s -c lock_timeout=1s -c idle_in_transaction_session_timeout=5s";

    private static final int ANSWER_SECONDS = 3;

    /**
     * Migrations wait for a lock for a shorter time than the requests that queue up behind them, and are retried.
     * Nothing else limits them, whatever limits the role has, because they may take long.
     */
    private static final String MIGRATION_LIMITS =
            "-c statement_timeout=0 -c lock_timeout=500ms -c idle_in_transaction_session_timeout=0";

    private Sessions() {}

    /** Creates sessions without a statement timeout. */
    public static PGSimpleDataSource forMigrations() {
        return configured(new PGSimpleDataSource(), MIGRATION_LIMITS, Map.of());
    }

    /**
     * Creates sessions for the pool: no statement outlives its request.
     *
     * @param readOnly is run for each session that is read-only when it begins
     */
    public static PGSimpleDataSource forRequests(Runnable readOnly) {
        return configured(
                new RequestSessions(readOnly),
                LIMITS + " " + PLANS,
                Map.of(
                        PGProperty.SOCKET_TIMEOUT, Integer.toString(ANSWER_SECONDS),
                        PGProperty.TCP_KEEP_ALIVE, "true",
                        PGProperty.PREPARE_THRESHOLD, "1"));
    }

    /** Returns whether a new transaction can write: not on a standby, nor if transactions are read-only by default. */
    public static boolean isWritable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW transaction_read_only")) {
            return rows.next() && rows.getString(1).equals("off");
        }
    }

    private static PGSimpleDataSource configured(
            PGSimpleDataSource source, String options, Map<PGProperty, String> defaults) {
        String url = Setting.SOHO_DB_URL
                .value()
                .orElseThrow(() ->
                        new BadSetting(Setting.SOHO_DB_URL, "is not set: give the JDBC URL of a PostgreSQL database"));
        Properties given = Driver.parseURL(url, null);
        if (given == null) {
            // Without the URL, which may contain a password.
            throw new BadSetting(Setting.SOHO_DB_URL, "is not a JDBC URL of PostgreSQL");
        }
        source.setUrl(url);
        Setting.SOHO_DB_USER.value().ifPresent(source::setUser);
        Setting.SOHO_DB_PASSWORD.value().ifPresent(source::setPassword);
        setUnlessGiven(source, given, PGProperty.APPLICATION_NAME, "enbro-soho");
        setUnlessGiven(source, given, PGProperty.CONNECT_TIMEOUT, Integer.toString(CONNECT_SECONDS));
        defaults.forEach((property, value) -> setUnlessGiven(source, given, property, value));
        // PostgreSQL uses the last value of an option.
        source.setOptions(
                Stream.of(options, source.getOptions()).filter(Objects::nonNull).collect(Collectors.joining(" ")));
        // The details quote rows, which contain personal data.
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static void setUnlessGiven(PGSimpleDataSource source, Properties given, PGProperty property, String value) {
        if (!given.containsKey(property.getName())) {
            source.setProperty(property, value);
        }
    }
}
