package be.enbro.soho.persistence;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
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

/** Classifies and describes exceptions of the database, however many exceptions of a server are wrapped around them. */
public final class SqlErrors {
    /** Classes whose messages name settings, roles and tables, but never quote a value: also 25, 28, 3D, 42 and 55. */
    private static final Set<String> WITHOUT_VALUES =
            Set.of("08", "25", "28", "3D", "40", "42", "53", "55", "57", "58");

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private static final String OURS = "be.enbro.soho.";
    private static final int MOST_FRAMES = 12;
    /** Causes may form a cycle. */
    private static final int MOST_CAUSES = 32;

    private SqlErrors() {}

    /** Whether the database is away, sheds load or does not answer in time: no defect of ours, and the client may retry. */
    public static boolean isTransient(Throwable failure) {
        return reason(failure).isPresent();
    }

    /** Whether a statement waited for a lock until PostgreSQL ended it. */
    static boolean isLockTimeout(Throwable failure) {
        return reason(failure).equals(Optional.of(UnavailableReason.LOCK_TIMEOUT));
    }

    /** Whether a row refers to another that does not exist. */
    public static boolean isForeignKeyViolation(Throwable failure) {
        return sqlCauses(failure).anyMatch(cause -> FOREIGN_KEY_VIOLATION.equals(cause.getSQLState()));
    }

    /** Why the database cannot be used for the moment; empty for a defect of ours. */
    static Optional<UnavailableReason> reason(Throwable failure) {
        return sqlCauses(failure)
                .flatMap(cause -> reasonOf(cause).stream())
                .findFirst()
                .map(reason -> refined(reason, failure));
    }

    /** The failure in a few words, without any value of a statement: the reason if it is transient, and the exception. */
    public static String summary(Throwable failure) {
        String exception = sqlCauses(failure)
                .reduce((outer, inner) -> inner)
                .map(SqlErrors::name)
                .orElseGet(() -> name(root(failure)));
        return reason(failure)
                .map(reason -> reason.text() + " (" + exception + ")")
                .orElse(exception);
    }

    /**
     * The failure in one line: the classes of its causes, SQLSTATEs, constraints and our own frames, the innermost first.
     * No message: drivers and servers quote values in theirs.
     */
    public static String trace(Throwable failure) {
        String names = causes(failure).map(SqlErrors::name).collect(Collectors.joining(" caused by "));
        String frames = Arrays.stream(root(failure).getStackTrace())
                .filter(SqlErrors::isOurs)
                .limit(MOST_FRAMES)
                .map(frame -> frame.toString().substring(frame.toString().indexOf(OURS) + OURS.length()))
                .collect(Collectors.joining(", "));
        return frames.isEmpty() ? names : names + " at " + frames;
    }

    /** The innermost cause's message, for the operator, where it cannot quote a value; else the trace. */
    static String message(Throwable failure) {
        boolean quotable = sqlCauses(failure)
                .map(SQLException::getSQLState)
                .filter(Objects::nonNull)
                .allMatch(state -> state.length() == 5 && WITHOUT_VALUES.contains(state.substring(0, 2)));
        return quotable
                ? String.valueOf(root(failure).getMessage()).lines().findFirst().orElse("")
                : trace(failure);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
    }

    private static Stream<SQLException> sqlCauses(Throwable failure) {
        return causes(failure).filter(SQLException.class::isInstance).map(SQLException.class::cast);
    }

    private static Throwable root(Throwable failure) {
        List<Throwable> causes = causes(failure).toList();
        return causes.get(causes.size() - 1);
    }

    private static Optional<UnavailableReason> reasonOf(SQLException failure) {
        if (failure instanceof NoConnectionException none) {
            return Optional.of(none.reason());
        }
        return UnavailableReason.ofState(failure.getSQLState()).or(() -> reasonOfType(failure));
    }

    /** Of the pool's exception, whose state is that of the last attempt to connect, if one has failed yet; or a driver's. */
    private static Optional<UnavailableReason> reasonOfType(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) {
            return Optional.of(
                    failure.getSQLState() == null ? UnavailableReason.UNREACHABLE : UnavailableReason.REFUSED);
        }
        return failure instanceof SQLRecoverableException
                ? Optional.of(UnavailableReason.CONNECTION_LOST)
                : Optional.empty();
    }

    /** The driver has one state for a connection that breaks and one that is silent, and one for all that it cannot open. */
    private static UnavailableReason refined(UnavailableReason reason, Throwable failure) {
        return switch (reason) {
            case UNREACHABLE -> hasCause(ConnectException.class, failure) ? UnavailableReason.REFUSED : reason;
            case CONNECTION_LOST -> hasCause(SocketTimeoutException.class, failure)
                    ? UnavailableReason.NO_ANSWER
                    : reason;
            default -> reason;
        };
    }

    private static boolean hasCause(Class<? extends Throwable> type, Throwable failure) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static String name(Throwable cause) {
        return Stream.of(Optional.of(cause.getClass().getSimpleName()), state(cause), constraint(cause))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> state(Throwable cause) {
        return cause instanceof SQLException sql ? Optional.ofNullable(sql.getSQLState()) : Optional.empty();
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
                && !frame.getClassName().equals(LazyConnection.class.getName());
    }
}
