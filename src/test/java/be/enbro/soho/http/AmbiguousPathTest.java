package be.enbro.soho.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmbiguousPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operator;x/v1/organisations",
                "/operator/v1/organisations;",
                "/operator\\v1",
                "//operator/v1",
                "/api//v1",
                "/api/v1//",
                "/./api",
                "/api/../operator/v1",
                "/api/v1/..",
                "/api/v1/.",
                "/api/v1/%2e%2e/me",
                "/api/v1/%2E",
                "/api%2fv1",
                "/api%5Cv1",
                "/operator%3bx/v1",
                "/api/v1/me%00",
                "/api/v1/me%0d%0a",
                "/api/v1/me%7F",
                "/api/v1/%252e",
                "/api/v1/%c0%ae",
                "/api/v1/%C1%9c",
                "/api/v1/%ff",
                "/api/v1/%ed%a0%80",
                "/api/v1/%e2%82",
                "/api/v1/%zz",
                "/api/v1/%",
                "/api/v1/%4",
                "/api/v1/me\t",
                "/api/v1/m e",
                "/api/v1/é",
                "/api/v1/\u0000"
            })
    void paths_with_two_interpretations_are_ambiguous(String path) {
        assertTrue(AmbiguousPath.matches(path), path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "*",
                "/api/v1/customers/1",
                "/api/v1/customers/",
                "/api/v1/customers/a%20b%EF%BC%91",
                "/api/v1/customers/-1.5",
                "/api/v1/.hidden",
                "/api/v1/...",
                "/openapi.json",
                "/api/v1/a:b@c!$&'()*+,=~_"
            })
    void other_paths_are_not_ambiguous(String path) {
        assertFalse(AmbiguousPath.matches(path), path);
    }
}
