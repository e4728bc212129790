package be.enbro.soho.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Against the text that PostgreSQL itself prints, but that it quotes only what must be. */
class RowsTextTest {
    @Test
    void no_rows_are_an_empty_array() {
        assertEquals("{}", new RowsText(0).whole());
    }

    @Test
    void every_value_is_quoted_and_null_is_nothing() {
        assertEquals(
                "{\"(\\\"1\\\",,\\\"true\\\",\\\"0.5\\\")\",\"(\\\"\\\",\\\"a b\\\",,)\"}",
                new RowsText(2)
                        .row(1L, null, true, new BigDecimal("0.5"))
                        .row("", "a b", null, null)
                        .whole());
    }

    @Test
    void quotes_are_doubled_and_backslashes_too_and_all_of_them_escaped_for_the_array() {
        assertEquals(
                "{\"(\\\"a\\\"\\\"b\\\\\\\\c,(){}\\\")\"}",
                new RowsText(1).row("a\"b\\c,(){}").whole());
    }
}
