package be.enbro.soho.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "+32(0)56/98.01.44, +3256980144",
        "056 98 01 44, +3256980144",
        "0032 56 98 01 44, +3256980144",
        "+3232411132, +3232411132",
        "03/241.11.32, +3232411132",
        "056\u200b98\u00a001 44, +3256980144",
        "\u0660\u0665\u0666 98 01 44, +3256980144",
        "0470 12 34 56, +32470123456",
        "+32 470 12 34 56, +32470123456",
        "0800 12345, +3280012345",
        "+31 20 123 4567, +31201234567",
        "+31 20 624 1111, +31206241111",
        "0031 20 624 1111, +31206241111",
        "+1 212 555 0123, +12125550123",
        "+352 27 12 34 56, +35227123456"
    })
    void valid_numbers_of_any_country_become_e164(String text, String e164) {
        assertEquals(e164, PhoneNumber.e164(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "abc",
                "112",
                "1",
                "056 98 01",
                "056 98 01 44 44",
                "+32",
                "+32 999 99 99 99",
                "056 98 01 44 ext. 5",
                "056 98 01 44x5",
                "+3256980144;ext=5",
                "+31 20 624 11",
                "020 624 1111",
                "+31 20 624 1111 ext. 5",
                "+999123456789"
            })
    void invalid_numbers_and_numbers_with_an_extension_are_rejected(String text) {
        assertNull(PhoneNumber.e164(text));
    }
}
