package be.enbro.soho.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What lies behind an exception that came from the database, however servers wrapped it (PostgreSQL, appendix A). */
public final class SqlFailure {
    /**
     * Classes of SQLSTATE: 08 connection exception, 53 insufficient resources, 57 operator intervention (shutting down,
     * statement time-out), 58 system error; and 40, a transaction that lost to another and may be sent again.
     */
    private static final Set<String> OUTAGES = Set.of("08", "40", "53", "57", "58");

    private static final int DEEPEST = 32;

    private SqlFailure() {}

    /** Whether the database is away, sheds load or does not answer in time: no defect of ours, and the client may retry. */
    public static boolean isOutage(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
        }
        return false;
    }

    /** The failure in one line, without any value of a statement. */
    public static String inShort(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root instanceof SQLException sql ? " " + sql.getSQLState() : "");
    }

    private static boolean isOutage(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException || failure instanceof SQLRecoverableException) {
            return true;
        }
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && OUTAGES.contains(state.substring(0, 2));
    }
}
