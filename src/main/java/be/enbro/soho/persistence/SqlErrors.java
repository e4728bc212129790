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

/** Classifies and describes database exceptions, however deeply a server has wrapped them. */
public final class SqlErrors {
    /** SQLSTATE classes whose messages name settings, roles and tables but never quote a value. */
    private static final Set<String> WITHOUT_VALUES =
            Set.of("08", "25", "28", "3D", "40", "42", "53", "55", "57", "58");

    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private static final String OURS = "be.enbro.soho.";
    private static final int MAX_FRAMES = 12;

    /** Causes may form a cycle. */
    private static final int MAX_CAUSES = 32;

    private SqlErrors() {}

    /**
     * Returns whether the failure is transient, so that the client may retry: the database is unreachable, sheds load
     * or does not respond in time.
     */
    public static boolean isTransient(Throwable failure) {
        return reason(failure).isPresent();
    }

    /** Returns whether PostgreSQL ended a statement because it waited too long for a lock. */
    public static boolean isLockTimeout(Throwable failure) {
        return reason(failure).equals(Optional.of(UnavailableReason.LOCK_TIMEOUT));
    }

    /** Returns whether a row refers to another that does not exist. */
    public static boolean isForeignKeyViolation(Throwable failure) {
        return sqlCauses(failure).anyMatch(cause -> FOREIGN_KEY_VIOLATION.equals(cause.getSQLState()));
    }

    /** Returns why the database is temporarily unavailable; empty if the failure is a defect of the application. */
    static Optional<UnavailableReason> reason(Throwable failure) {
        return sqlCauses(failure)
                .flatMap(cause -> reasonOf(cause).stream())
                .findFirst()
                .map(reason -> refined(reason, failure));
    }

    /**
     * Describes the failure briefly, without any value of a statement: the reason if it is transient, and the
     * exception.
     */
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
     * Describes the failure in one line: the classes of its causes, innermost first, with SQLSTATEs, constraints and
     * the application's stack frames. Omits messages, because those of drivers and servers quote values.
     */
    public static String trace(Throwable failure) {
        String names = causes(failure).map(SqlErrors::name).collect(Collectors.joining(" caused by "));
        String frames = Arrays.stream(root(failure).getStackTrace())
                .filter(SqlErrors::isOurs)
                .limit(MAX_FRAMES)
                .map(frame -> frame.toString().substring(frame.toString().indexOf(OURS) + OURS.length()))
                .collect(Collectors.joining(", "));
        return frames.isEmpty() ? names : names + " at " + frames;
    }

    /** Returns the message of the innermost cause, for the operator, if it cannot quote a value; else the trace. */
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
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES);
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

    /**
     * Classifies by type the pool's exception, which has the SQLSTATE of the last failed attempt to connect, if any,
     * and exceptions of the driver.
     */
    private static Optional<UnavailableReason> reasonOfType(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) {
            return Optional.of(
                    failure.getSQLState() == null ? UnavailableReason.UNREACHABLE : UnavailableReason.REFUSED);
        }
        return failure instanceof SQLRecoverableException
                ? Optional.of(UnavailableReason.CONNECTION_LOST)
                : Optional.empty();
    }

    /**
     * Distinguishes cases for which the driver uses the same state: a broken connection from a silent one, and the
     * causes of a failure to connect.
     */
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

    /** Excludes the classes that servers generate around the application's, and the connection proxy. */
    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith(OURS)
                && frame.getFileName() != null
                && frame.getLineNumber() > 0
                && !frame.getClassName().equals(LazyConnection.class.getName());
    }
}
