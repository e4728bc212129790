package be.enbro.soho.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells a database that is away, shedding load or not answering in time from a defect of ours. */
public final class Outage {
    /**
     * SQLSTATE classes of PostgreSQL, appendix A: 08 connection exception, 53 insufficient resources, 57 operator
     * intervention (shutting down, statement time-out), 58 system error; and 40, a transaction that lost to another and
     * may be sent again.
     */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    private Outage() {}

    /** Whether an outage is what lies behind the failure. */
    public static boolean isBehind(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 32; cause = cause.getCause(), depth++) {
            if (cause instanceof SQLException sql && isOutage(sql)) {
                return true;
            }
        }
        return false;
    }

    /** The outage in one line without any value of a statement. */
    public static String inShort(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + (root instanceof SQLException sql ? " " + sql.getSQLState() : "");
    }

    private static boolean isOutage(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException || failure instanceof SQLRecoverableException)
            return true;
        String state = failure.getSQLState();
        return state != null && state.length() == 5 && CLASSES.contains(state.substring(0, 2));
    }
}
