package be.enbro.soho.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlFailureTest {
    private static final String VALUE = "jan@example.be";

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40P01", "53300", "57014", "57P01", "58030", "55P03", "25P03", "25006"})
    void the_database_is_away_or_gives_no_answer_in_time(String state) {
        assertTrue(SqlFailure.isOutage(new IllegalStateException(new SQLException("", state))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P02", "23505", "25P02", "42501", "55006", "XX000"})
    void a_defect_is_no_outage(String state) {
        assertFalse(SqlFailure.isOutage(new IllegalStateException(new SQLException("", state))));
    }

    @Test
    void a_summary_has_classes_state_constraint_and_our_frames_and_no_message() {
        Exception failure = new IllegalStateException(VALUE, new PSQLException(violation()));

        String summary = SqlFailure.summary(failure);

        assertTrue(
                summary.matches(
                        Pattern.quote("IllegalStateException caused by PSQLException 23505 customers_email_taken at"
                                        + " database.SqlFailureTest.a_summary_has_classes_state_constraint_and_our_frames"
                                        + "_and_no_message(SqlFailureTest.java:")
                                + "\\d+\\)"),
                summary);
    }

    @Test
    void circular_causes_end() {
        Exception first = new Exception(VALUE);
        Exception second = new Exception(VALUE, first);
        first.initCause(second);

        assertFalse(SqlFailure.isOutage(first));
        assertFalse(SqlFailure.summary(first).contains(VALUE));
    }

    @Test
    void the_server_s_words_are_a_reason_unless_they_may_quote_a_value() {
        assertEquals("no rights", SqlFailure.reason(new Exception(new SQLException("no rights", "42501"))));
        assertEquals("no such file", SqlFailure.reason(new Exception(new java.io.IOException("no such file\nmore"))));
        assertFalse(SqlFailure.reason(new Exception(new SQLException("invalid: " + VALUE, "22P02")))
                .contains(VALUE));
    }

    private static ServerErrorMessage violation() {
        return new ServerErrorMessage("SERROR\0C23505\0Mduplicate key\0DKey (email)=(" + VALUE
                + ") already exists.\0ncustomers_email_taken\0");
    }
}
