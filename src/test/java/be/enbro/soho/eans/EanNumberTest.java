package be.enbro.soho.eans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.it.Unique;
import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EanNumberTest {

    private static final Generator<String> BODIES =
            Generator.longs(0, 999_999_999_999_999L).map(body -> String.format("54%015d", body));

    @ParameterizedTest
    @ValueSource(strings = {"542170967180397340", "545163640862149376", "544001561091240792"})
    void the_documented_numbers_are_well_formed(String number) {
        assertTrue(EanNumber.isWellFormed(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "54",
                "542170967180397341",
                "54217096718039734",
                "5421709671803973400",
                "442170967180397340",
                "552170967180397349",
                "54217096718039734a",
                "5421709671803973 0",
                " 542170967180397340",
                "542170967180397340 ",
                "-42170967180397340",
                "54217096718039734٠",
                "５４2170967180397340"
            })
    void other_numbers_are_malformed(String number) {
        assertFalse(EanNumber.isWellFormed(number));
    }

    @Test
    void exactly_one_check_digit_is_accepted_and_it_is_that_of_gs1() {
        Property.check(property -> assertOneCheckDigitIsAccepted(property.any(BODIES)));
    }

    private static void assertOneCheckDigitIsAccepted(String digits) {
        String right = Unique.withCheckDigit(digits);
        for (int last = 0; last <= 9; last++) {
            assertEquals(right.equals(digits + last), EanNumber.isWellFormed(digits + last));
        }
    }

    @Test
    void one_mistyped_digit_is_detected() {
        Property.check(property -> assertMistypedDigitIsRejected(
                property.any(BODIES), property.any(Generator.integers(2, 17)), property.any(Generator.integers(1, 9))));
    }

    private static void assertMistypedDigitIsRejected(String digits, int position, int error) {
        StringBuilder number = new StringBuilder(Unique.withCheckDigit(digits));
        int digit = Character.digit(number.charAt(position), 10);
        number.setCharAt(position, Character.forDigit((digit + error) % 10, 10));
        assertFalse(EanNumber.isWellFormed(number.toString()));
    }
}
