package be.enbro.soho.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "a_b.example.com:8080", "127.0.0.1", "[::1]:80", "[2001:db8::1]", "x:", "a-b.c"})
    void a_name_or_an_address_is_a_valid_host(String host) {
        assertFalse(HostHeader.isMalformed(host), host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ":80",
                "a b",
                "a:/",
                "http://a",
                "a:-1",
                "a:123456",
                "[",
                "[::1",
                "[]",
                "%",
                "a%zz",
                "\u00e9",
                "a@b"
            })
    void anything_else_is_malformed(String host) {
        assertTrue(HostHeader.isMalformed(host), host);
    }
}
