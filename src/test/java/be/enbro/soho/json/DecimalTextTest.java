package be.enbro.soho.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({
        "1.00, 1.0",
        "100, 100.0",
        "1E+2, 100.0",
        "0, 0.0",
        "0.000, 0.0",
        "0E+9, 0.0",
        "-0, 0.0",
        "31, 31.0",
        "0.0214, 0.0214",
        "0.02140, 0.0214",
        "0.00341, 0.00341",
        "1E-7, 0.0000001",
        "-1.50, -1.5",
        "99999999999999999999.9999999999, 99999999999999999999.9999999999"
    })
    void decimals_are_plain_with_one_zero_kept_after_the_point(BigDecimal value, String text) {
        assertEquals(text, DecimalText.of(value));
    }

    @Property
    void no_precision_is_lost_and_no_zero_is_superfluous(@ForAll @Scale(10) BigDecimal value) {
        String text = DecimalText.of(value);
        assertEquals(0, value.compareTo(new BigDecimal(text)));
        assertTrue(text.matches("-?(0|[1-9][0-9]*)\\.([0-9]|[0-9]*[1-9])"), text);
    }
}
