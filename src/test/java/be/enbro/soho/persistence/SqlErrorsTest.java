package be.enbro.soho.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class SqlErrorsTest {
    private static final String VALUE = "jan@example.be";

    @ParameterizedTest
    @CsvSource({
        "08001, UNREACHABLE",
        "08004, REFUSED",
        "53300, REFUSED",
        "57P03, REFUSED",
        "08000, CONNECTION_LOST",
        "08003, CONNECTION_LOST",
        "08006, CONNECTION_LOST",
        "57P01, CONNECTION_LOST",
        "57P02, CONNECTION_LOST",
        "57014, STATEMENT_TIMEOUT",
        "55P03, LOCK_TIMEOUT",
        "25P03, IDLE_TIMEOUT",
        "40P01, DEADLOCK",
        "40001, SERIALIZATION_FAILURE",
        "25006, READ_ONLY",
        "53100, OUT_OF_RESOURCES",
        "53200, OUT_OF_RESOURCES",
        "58030, SYSTEM_ERROR"
    })
    void a_transient_failure_has_the_reason_of_its_state_however_it_is_wrapped(String state, UnavailableReason reason) {
        SQLException failure = new SQLException(VALUE, state);

        assertIs(reason, "SQLException " + state, failure);
        assertIs(reason, "SQLException " + state, wrapped(failure));
        assertIs(reason, "SQLException " + state, new BatchUpdateException(VALUE, state, 0, new int[0], failure));
    }

    @Test
    void every_reason_is_derived_from_a_state_or_an_exception_without_one() {
        Set<UnavailableReason> withoutState =
                EnumSet.of(UnavailableReason.NO_ANSWER, UnavailableReason.POOL_EMPTY, UnavailableReason.SHARE_EMPTY);
        Set<UnavailableReason> ofStates = Stream.of(
                        "08001", "08004", "08006", "57014", "55P03", "25P03", "40P01", "40001", "25006", "53200",
                        "58030")
                .flatMap(state -> UnavailableReason.ofState(state).stream())
                .collect(Collectors.toSet());

        assertEquals(EnumSet.complementOf(EnumSet.copyOf(ofStates)), withoutState);
    }

    @Test
    void a_failure_to_borrow_a_connection_has_its_own_reason() {
        for (UnavailableReason reason : List.of(UnavailableReason.POOL_EMPTY, UnavailableReason.SHARE_EMPTY)) {
            assertIs(reason, "NoConnectionException 08001", wrapped(new NoConnectionException(reason)));
        }
    }

    @Test
    void an_exception_of_the_pool_has_the_reason_of_the_last_attempt_to_connect() {
        SQLException refused = new PSQLException(VALUE, PSQLState.CONNECTION_UNABLE_TO_CONNECT, new ConnectException());
        SQLException starting = new SQLException(VALUE, "57P03");
        SQLException wrongPassword = new SQLException(VALUE, "28P01");

        assertIs(UnavailableReason.REFUSED, "PSQLException 08001", wrapped(ofPool(refused)));
        assertIs(UnavailableReason.REFUSED, "SQLException 57P03", wrapped(ofPool(starting)));
        assertIs(UnavailableReason.REFUSED, "SQLException 28P01", wrapped(ofPool(wrongPassword)));
        assertIs(
                UnavailableReason.UNREACHABLE,
                "SQLTransientConnectionException",
                wrapped(new SQLTransientConnectionException(VALUE)));
    }

    @Test
    void a_silent_connection_is_distinguished_from_a_broken_one() {
        assertIs(
                UnavailableReason.NO_ANSWER,
                "PSQLException 08006",
                wrapped(new PSQLException(VALUE, PSQLState.CONNECTION_FAILURE, new SocketTimeoutException(VALUE))));
        assertIs(
                UnavailableReason.CONNECTION_LOST,
                "PSQLException 08006",
                wrapped(new PSQLException(VALUE, PSQLState.CONNECTION_FAILURE, new EOFException())));
        assertIs(
                UnavailableReason.CONNECTION_LOST,
                "SQLRecoverableException",
                wrapped(new SQLRecoverableException(VALUE)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"22P02", "23505", "25P02", "42501", "55006", "XX000", "", "57", "570141"})
    void a_defect_has_no_reason(String state) {
        SQLException failure = new SQLException(VALUE, state);

        assertFalse(SqlErrors.isTransient(wrapped(failure)));
        assertEquals(state == null ? "SQLException" : "SQLException " + state, SqlErrors.summary(wrapped(failure)));
    }

    @Test
    void states_are_found_in_wrapped_exceptions() {
        assertTrue(SqlErrors.isLockTimeout(wrapped(new SQLException(VALUE, "55P03"))));
        assertFalse(SqlErrors.isLockTimeout(wrapped(new SQLException(VALUE, "57014"))));
        assertTrue(SqlErrors.isForeignKeyViolation(wrapped(new SQLException(VALUE, "23503"))));
        assertFalse(SqlErrors.isForeignKeyViolation(wrapped(new SQLException(VALUE, "23505"))));
    }

    @Test
    void a_trace_has_classes_state_constraint_and_own_frames_but_no_message() {
        Exception failure = new IllegalStateException(VALUE, new PSQLException(violation()));

        String trace = SqlErrors.trace(failure);

        assertTrue(
                trace.matches(
                        Pattern.quote("IllegalStateException caused by PSQLException 23505 customers_email_taken at"
                                        + " persistence.SqlErrorsTest.a_trace_has_classes_state_constraint_and"
                                        + "_own_frames_but_no_message(SqlErrorsTest.java:")
                                + "\\d+\\)"),
                trace);
    }

    @Test
    void circular_causes_end() {
        Exception first = new Exception(VALUE);
        Exception second = new Exception(VALUE, first);
        first.initCause(second);

        assertFalse(SqlErrors.isTransient(first));
        assertFalse(SqlErrors.isForeignKeyViolation(first));
        assertEquals("Exception", SqlErrors.summary(first));
        assertFalse(SqlErrors.trace(first).contains(VALUE));
        assertEquals(VALUE, SqlErrors.message(first));
    }

    @Test
    void the_reason_is_found_among_circular_causes() {
        SQLException failure = new SQLException(VALUE, "40P01");
        failure.initCause(new IllegalStateException(failure));

        assertIs(UnavailableReason.DEADLOCK, "SQLException 40P01", wrapped(failure));
    }

    @Test
    void a_message_of_the_server_is_used_unless_it_may_quote_a_value() {
        assertEquals("no rights", SqlErrors.message(new Exception(new SQLException("no rights", "42501"))));
        assertEquals("no such file", SqlErrors.message(new Exception(new java.io.IOException("no such file\nmore"))));
        assertFalse(SqlErrors.message(new Exception(new SQLException("invalid: " + VALUE, "22P02")))
                .contains(VALUE));
    }

    private static void assertIs(UnavailableReason reason, String exception, Throwable failure) {
        assertEquals(Optional.of(reason), SqlErrors.reason(failure));
        assertEquals(reason.text() + " (" + exception + ")", SqlErrors.summary(failure));
        assertTrue(SqlErrors.isTransient(failure));
    }

    /** Wraps a failure as a server and a persistence provider would. */
    private static RuntimeException wrapped(SQLException failure) {
        return new EJBException(new RuntimeException(VALUE, new PersistenceException(VALUE, failure)));
    }

    /** Wraps a failure as Hikari would. */
    private static SQLException ofPool(SQLException lastAttempt) {
        return new SQLTransientConnectionException(VALUE, lastAttempt.getSQLState(), lastAttempt);
    }

    private static ServerErrorMessage violation() {
        return new ServerErrorMessage("SERROR\0C23505\0Mduplicate key\0DKey (email)=(" + VALUE
                + ") already exists.\0ncustomers_email_taken\0");
    }
}
