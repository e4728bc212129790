package be.enbro.soho.tokens;

import static be.enbro.soho.validation.Body.error;
import static be.enbro.soho.validation.Body.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;

import be.enbro.soho.validation.Body;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenParamsTest {

    private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

    private static final String VALID =
            """
            {"token": {"label": "shop", "expires_at": "2030-01-02T03:04:05.6789+01:00"}}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            label      | absent                      | is missing
            label      | ""                          | must be filled
            label      | 5                           | must be a string
            label      | "<a*256>"                   | size cannot be greater than 255
            expires_at | absent                      |
            expires_at | null                        |
            expires_at | ""                          |
            expires_at | "2030-01-01"                | must be a time
            expires_at | "2025-01-01T00:00:00Z"      | must be in the future
            expires_at | "2025-01-01T00:00:00.0009Z" | must be in the future
            expires_at | "1900-01-01T00:00:00Z"      | must be in the future
            expires_at | "2025-01-01T00:59:59+01:00" | must be in the future
            expires_at | "2025-01-01T00:00:00.001Z"  |
            expires_at | "9999-12-31T23:59:59Z"      |
            scope      | absent                      |
            scope      | null                        |
            scope      | ""                          |
            scope      | "full"                      |
            scope      | "read"                      |
            scope      | "READ"                      | must be one of: full, read
            scope      | " read"                     | must be one of: full, read
            scope      | "write"                     | must be one of: full, read
            scope      | ["read"]                    | must be one of: full, read
            scope      | true                        | must be one of: full, read
            """)
    void each_field_has_its_rules(String field, String sent, String message) {
        String path = "token." + field;
        assertEquals(error(path, message), errors(parse(Body.of(VALID).with(path, sent))));
    }

    @Test
    void the_operators_request_is_parsed() {
        assertEquals(
                new TokenParams("shop", Instant.parse("2030-01-02T02:04:05.678Z"), "full"),
                parse(Body.of(VALID)).value());
    }

    @ParameterizedTest
    @CsvSource({"absent, full", "null, full", "'\"\"', full", "'\"full\"', full", "'\"read\"', read"})
    void the_scope_is_full_unless_another_one_is_sent(String sent, String scope) {
        assertEquals(
                scope, parse(Body.of(VALID).with("token.scope", sent)).value().scope());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            label      | absent                 |
            label      | null                   | must be filled
            label      | ""                     | must be filled
            label      | 5                      | must be a string
            expires_at | null                   |
            expires_at | ""                     |
            expires_at | "2030-01-01"           | must be a time
            expires_at | "2025-01-01T00:00:00Z" | must be in the future
            scope      | absent                 |
            scope      | null                   | cannot be changed
            scope      | ""                     | cannot be changed
            scope      | "full"                 | cannot be changed
            scope      | "write"                | cannot be changed
            """)
    void each_field_of_a_patch_has_its_rules(String field, String sent, String message) {
        String path = "token." + field;
        assertEquals(
                error(path, message), errors(patch(Body.of("{\"token\": {}}").with(path, sent))));
    }

    @Test
    void a_patch_names_what_it_changes() {
        assertEquals(
                new Patch<>(new TokenParams("shop", null, null), Set.of("label", "expires_at")),
                patch(Body.of(VALID).with("token.expires_at", "null")).value());
        assertEquals(
                new Patch<>(new TokenParams(null, null, null), Set.of()),
                patch(Body.of("{\"token\": {\"id\": 1}}")).value());
    }

    private static Validated<Patch<TokenParams>> patch(Body body) {
        return RequestType.patch("token", token -> TokenParams.from(token, InstantSource.fixed(NOW)))
                .parse(body.tree());
    }

    private static Validated<TokenParams> parse(Body body) {
        return RequestType.object("token", token -> TokenParams.from(token, InstantSource.fixed(NOW)))
                .parse(body.tree());
    }
}
