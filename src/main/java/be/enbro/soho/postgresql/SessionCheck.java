package be.enbro.soho.postgresql;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGStatement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Checks at start, through sessions like the pool's, that the database meets the application's requirements
 * (docs/decisions/0016).
 */
public final class SessionCheck {
    /** 42P05 duplicate_prepared_statement, 26000 invalid_sql_statement_name. */
    private static final Set<String> STATEMENT_OF_ANOTHER_SESSION = Set.of("42P05", "26000");

    /**
     * The limits that every session sets. One whose source is the client has the value of the application or of the
     * operator's URL; in other sessions that value was lost on the way.
     */
    private static final String LIMITS =
            """
            SELECT name, setting::bigint AS milliseconds, source = 'client' AS ours FROM pg_settings
            WHERE name IN ('statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout') ORDER BY name""";

    private SessionCheck() {}

    /**
     * Returns normally if the application can use the database.
     *
     * @throws BadSetting if a session begins but is unsuitable
     * @throws SQLException if no session begins
     */
    public static void run() throws SQLException {
        PGSimpleDataSource sessions = Sessions.forRequests(() -> {});
        try (Connection session = sessions.getConnection()) {
            checkEncoding(session);
            checkLimits(session, sessions.getSocketTimeout());
            if (sessions.getPrepareThreshold() > 0) {
                checkPreparedStatements(session, sessions);
            }
        } catch (SQLException failure) {
            if (STATEMENT_OF_ANOTHER_SESSION.contains(String.valueOf(failure.getSQLState()))) {
                throw unsuitable("mixes up the prepared statements of its sessions, as a connection pooler does: add"
                        + " prepareThreshold=0 to the URL");
            }
            throw failure;
        }
    }

    private static void checkEncoding(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SHOW server_encoding")) {
            rows.next();
            if (!rows.getString(1).equals("UTF8")) {
                throw unsuitable("has the encoding " + rows.getString(1) + ": it must be UTF8");
            }
        }
    }

    private static void checkLimits(Connection session, int socketTimeoutSeconds) throws SQLException {
        List<String> missing = new ArrayList<>();
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(LIMITS)) {
            while (rows.next()) {
                String name = rows.getString("name");
                boolean isBounded = name.equals("statement_timeout") && socketTimeoutSeconds > 0;
                long max = isBounded ? socketTimeoutSeconds * 1_000L - 1 : Long.MAX_VALUE;
                long actual = rows.getLong("milliseconds");
                if (!rows.getBoolean("ours") && (actual == 0 || actual > max)) {
                    missing.add(isBounded ? name + " below " + socketTimeoutSeconds + " s" : name);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw unsuitable("gives its sessions no " + String.join(", no ", missing)
                    + ": behind a connection pooler set them with ALTER ROLE");
        }
    }

    /**
     * Executes a statement twice in one session and once in another, which detects poolers that share connections
     * between sessions and cannot handle prepared statements.
     */
    private static void checkPreparedStatements(Connection session, PGSimpleDataSource sessions) throws SQLException {
        try (PreparedStatement statement = prepared(session);
                Connection other = sessions.getConnection();
                PreparedStatement others = prepared(other)) {
            statement.execute();
            statement.execute();
            others.execute();
        }
    }

    private static PreparedStatement prepared(Connection session) throws SQLException {
        PreparedStatement statement = session.prepareStatement("SELECT 1");
        statement.unwrap(PGStatement.class).setPrepareThreshold(1);
        return statement;
    }

    private static BadSetting unsuitable(String why) {
        return new BadSetting(Setting.SOHO_DB_URL, "names a database that " + why);
    }
}
