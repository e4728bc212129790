package be.enbro.soho.conditional;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IfNoneMatchTest {
    private static final String TAG = "\"abc\"";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                " * ",
                "\"abc\"",
                "W/\"abc\"",
                "\"x\", \"abc\"",
                "\"x\",W/\"abc\",\"y\"",
                "\"x,y\" , \"abc\"",
                "\"\", \"abc\"",
            })
    void the_tag_is_listed(String header) {
        assertTrue(IfNoneMatch.matches(header, TAG));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "abc",
                "\"ABC\"",
                "\"abc",
                "\"abcd\"",
                "\"abc-gzip\"",
                "\"x,abc,y\"",
                "\"*\"",
                "**",
            })
    void the_tag_is_not_listed(String header) {
        assertFalse(IfNoneMatch.matches(header, TAG));
    }
}
