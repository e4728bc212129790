package be.enbro.soho.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%4g", "page=%", "page=1%", "a=%20%2", "%%41", "%٤1"})
    void a_percent_sign_without_two_hexadecimal_digits_is_malformed(String query) {
        assertTrue(PercentEncoding.isMalformed(query));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "page=1", "page=%31", "%c3%A9=%fF", "%25%25"})
    void everything_else_is_well_formed(String query) {
        assertFalse(PercentEncoding.isMalformed(query));
    }
}
