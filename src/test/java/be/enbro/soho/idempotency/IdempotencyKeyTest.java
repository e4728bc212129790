package be.enbro.soho.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.errors.ErrorResponseException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "a            | a",
                "\"a\"        | a",
                "!#$%&'()~    | !#$%&'()~",
                "a\"b         | a\"b",
                "a\\          | a\\",
                "\"a\\\"b\"   | a\"b",
                "\"a\\\\\"    | a\\",
                "\"a\\\\\\\"\"| a\\\""
            })
    void a_key_is_bare_or_quoted(String header, String value) {
        assertEquals(Optional.of(new IdempotencyKey(value)), IdempotencyKey.of(List.of(header)));
    }

    @Test
    void a_key_has_at_most_255_characters() {
        String longest = "k".repeat(255);
        assertEquals(Optional.of(new IdempotencyKey(longest)), IdempotencyKey.of(List.of(longest)));
        assertEquals(Optional.of(new IdempotencyKey(longest)), IdempotencyKey.of(List.of('"' + longest + '"')));
        assertInvalid(List.of(longest + "k"));
        assertInvalid(List.of('"' + longest + "k\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                "a\tb",
                "é",
                "a\u007f",
                "\"",
                "\"\"",
                "\"a",
                "\"a b\"",
                "\"é\"",
                "\"a\"b",
                "\"a\"b\"",
                "\"a\\b\"",
                "\"a\\\"",
                "\"\\",
                "\"a\";b=1",
                "\"a\" \"b\""
            })
    void anything_else_is_invalid(String header) {
        assertInvalid(List.of(header));
    }

    @Test
    void there_is_at_most_one_header() {
        assertEquals(Optional.empty(), IdempotencyKey.of(null));
        assertEquals(Optional.empty(), IdempotencyKey.of(List.of()));
        assertInvalid(List.of("a", "a"));
    }

    private static void assertInvalid(List<String> headers) {
        ErrorResponseException invalid = assertThrows(ErrorResponseException.class, () -> IdempotencyKey.of(headers));
        assertEquals(ErrorResponse.IDEMPOTENCY_KEY_IS_INVALID, invalid.error());
    }
}
