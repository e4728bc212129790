package be.enbro.soho.conditional;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.errors.ErrorResponseException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
    private static final Map<String, Object> RECORD = Map.of("id", 1);
    private static final String TAG = EntityTag.of(RECORD);

    @ParameterizedTest
    @NullAndEmptySource
    void without_a_header_every_state_is_permitted(List<String> headers) {
        assertDoesNotThrow(() -> IfMatch.of(headers).require(RECORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                " * ",
                "TAG",
                " TAG\t",
                "TAG, \"x\"",
                "\"x\",TAG",
                "\"x\" ,\t, TAG",
                ",TAG,,",
                "\"a,b\", TAG",
                "\"\", TAG",
                "W/\"x\", TAG",
                "W/\"x\",TAG",
                "\"!#'~\u0080\u00ff\", TAG"
            })
    void a_list_with_the_tag_permits_the_change(String header) {
        assertDoesNotThrow(() -> IfMatch.of(List.of(sent(header))).require(RECORD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "\"x\"",
                "W/TAG",
                "w/TAG",
                "W/TAG, \"x\"",
                "'TAG'",
                "TAG x",
                "x, TAG",
                "TAG \"x\"",
                "TAGTAG",
                "\"x TAG",
                "\"x, TAG",
                "**",
                "*, TAG",
                "TAG, *",
                "\"*\"",
                "\"a b\", TAG",
                "\"\u007f\", TAG",
                "\"\u0100\", TAG",
                "W/ \"x\", TAG"
            })
    void any_other_header_does_not(String header) {
        assertFails(IfMatch.of(List.of(sent(header))));
    }

    @Test
    void a_tag_without_its_quotes_or_in_another_case_is_another() {
        assertFails(IfMatch.of(List.of(TAG.replace("\"", ""))));
        assertFails(IfMatch.of(List.of(TAG.toUpperCase(Locale.ROOT))));
        assertFails(IfMatch.of(List.of(TAG.substring(0, TAG.length() - 2) + '"')));
    }

    @Test
    void several_headers_are_one_list() {
        assertDoesNotThrow(() -> IfMatch.of(List.of("\"x\"", TAG)).require(RECORD));
        assertFails(IfMatch.of(List.of("x", TAG)));
        assertFails(IfMatch.of(List.of("*", TAG)));
    }

    @ParameterizedTest
    @ValueSource(strings = {", ", "\"", "\"a\",", "W/\"\" ", "\t", "W/"})
    void a_long_header_is_evaluated_in_linear_time(String part) {
        IfMatch long8KB = IfMatch.of(List.of(part.repeat(8 * 1024)));

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertFails(long8KB));
    }

    private static String sent(String header) {
        return header.replace("TAG", TAG);
    }

    private static void assertFails(IfMatch ifMatch) {
        ErrorResponseException failed = assertThrows(ErrorResponseException.class, () -> ifMatch.require(RECORD));
        assertEquals(ErrorResponse.PRECONDITION_FAILED, failed.error());
    }
}
