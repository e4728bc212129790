package be.enbro.soho.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
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
    void decimals_are_plain_and_keep_one_zero_after_the_point(BigDecimal value, String text) {
        assertEquals(text, DecimalText.of(value));
    }

    @Test
    void decimals_keep_their_precision_and_have_no_superfluous_zeros() {
        Property.check(property -> {
            BigDecimal value = property.any(Generator.decimals());
            String text = DecimalText.of(value);
            assertEquals(0, value.compareTo(new BigDecimal(text)));
            assertTrue(text.matches("-?(0|[1-9][0-9]*)\\.([0-9]|[0-9]*[1-9])"), text);
        });
    }
}
