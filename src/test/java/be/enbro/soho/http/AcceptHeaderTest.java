package be.enbro.soho.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptHeaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*/*",
                "application/*",
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json;q=0.001",
                "application/json ; q=1.000 , text/html",
                "text/html, application/*;q=0.2, */*;q=0",
                "text/html,,application/json",
                "text/html;level=\"1,2\", */*;q=0.1",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2",
                "gibberish, */*",
                "application/json, text",
                "application/json;q=x",
                "application/json;q=2",
                "application/json;q=0.1234",
                "application/json;a=\"open",
                ";, ;;,*/*;",
            })
    void json_is_allowed(String header) {
        assertTrue(AcceptHeader.allowsJson(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/*, image/png",
                "application/json;q=0",
                "application/json;q=0.000",
                "*/*, application/json;q=0",
                "*/*, application/*;q=0.0",
                "application/problem+json",
            })
    void json_is_not_allowed(String header) {
        assertFalse(AcceptHeader.allowsJson(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gibberish",
                "a/b/c",
                ";",
                ",",
                "text/html application/json",
                "*",
                "application/",
            })
    void a_malformed_range_allows_nothing(String header) {
        assertFalse(AcceptHeader.allowsJson(header));
    }
}
