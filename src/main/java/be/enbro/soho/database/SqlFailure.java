package be.enbro.soho.database;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What lies behind an exception that came from the database, however servers wrapped it (PostgreSQL, appendix A). */
public final class SqlFailure {
    /**
     * Classes of SQLSTATE: 08 connection exception, 53 insufficient resources, 57 operator intervention (shutting down,
     * statement time-out), 58 system error; and 40, a transaction that lost to another and may be sent again.
     */
    private static final Set<String> OUTAGES = Set.of("08", "40", "53", "57", "58");

    /** Classes whose messages name settings, roles and tables, but never quote a value: also 25, 28, 3D, 42 and 55. */
    private static final Set<String> WITHOUT_VALUES =
            Set.of("08", "25", "28", "3D", "40", "42", "53", "55", "57", "58");

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Further states of an outage: a write on a standby, a transaction whose node was frozen, a lock waited for in vain. */
    private static final Set<String> FURTHER_OUTAGES = Set.of("25006", "25P03", LOCK_NOT_AVAILABLE);

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private static final String OURS = "be.enbro.soho.";
    private static final int MOST_FRAMES = 12;
    private static final int DEEPEST = 32;

    private SqlFailure() {}

    /** Whether the database is away, sheds load or does not answer in time: no defect of ours, and the client may retry. */
    public static boolean isOutage(Throwable failure) {
        return causes(failure).anyMatch(cause -> cause instanceof SQLException sql && isOutage(sql));
    }

    /** Whether a statement waited for a lock until PostgreSQL ended it. */
    public static boolean isLockTimeout(Throwable failure) {
        return isOfState(LOCK_NOT_AVAILABLE, failure);
    }

    /** Whether a row names another that is not there. */
    public static boolean isForeignKeyViolation(Throwable failure) {
        return isOfState(FOREIGN_KEY_VIOLATION, failure);
    }

    /** The innermost cause in one line, without any value of a statement. */
    public static String inShort(Throwable failure) {
        return name(root(failure));
    }

    /**
     * The failure in one line: the classes of its causes, SQLSTATEs, constraints and our own frames, the innermost first.
     * No message: drivers and servers quote values in theirs.
     */
    public static String summary(Throwable failure) {
        String names = causes(failure).map(SqlFailure::name).collect(Collectors.joining(" caused by "));
        String frames = Arrays.stream(root(failure).getStackTrace())
                .filter(SqlFailure::isOurs)
                .limit(MOST_FRAMES)
                .map(frame -> frame.toString().substring(frame.toString().indexOf(OURS) + OURS.length()))
                .collect(Collectors.joining(", "));
        return frames.isEmpty() ? names : names + " at " + frames;
    }

    /** Why, for the operator: in the words of the innermost cause where they cannot quote a value, else its summary. */
    static String reason(Throwable failure) {
        boolean quotable = causes(failure)
                .flatMap(cause -> state(cause).stream())
                .allMatch(state -> state.length() == 5 && WITHOUT_VALUES.contains(state.substring(0, 2)));
        return quotable
                ? String.valueOf(root(failure).getMessage()).lines().findFirst().orElse("")
                : summary(failure);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }

    private static Throwable root(Throwable failure) {
        List<Throwable> causes = causes(failure).toList();
        return causes.get(causes.size() - 1);
    }

    private static boolean isOutage(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException || failure instanceof SQLRecoverableException) {
            return true;
        }
        String state = failure.getSQLState();
        return state != null
                && state.length() == 5
                && (OUTAGES.contains(state.substring(0, 2)) || FURTHER_OUTAGES.contains(state));
    }

    private static boolean isOfState(String state, Throwable failure) {
        return causes(failure).anyMatch(cause -> state(cause).equals(Optional.of(state)));
    }

    private static Optional<String> state(Throwable cause) {
        return cause instanceof SQLException sql ? Optional.ofNullable(sql.getSQLState()) : Optional.empty();
    }

    private static String name(Throwable cause) {
        return Stream.of(Optional.of(cause.getClass().getSimpleName()), state(cause), constraint(cause))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> constraint(Throwable cause) {
        return cause instanceof PSQLException failure
                ? Optional.ofNullable(failure.getServerErrorMessage()).map(ServerErrorMessage::getConstraint)
                : Optional.empty();
    }

    /** Without the classes that servers generate around ours, and our own proxy of a connection. */
    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith(OURS)
                && frame.getFileName() != null
                && frame.getLineNumber() > 0
                && !frame.getClassName().equals(LentConnection.class.getName());
    }
}
