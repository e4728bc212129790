package be.enbro.soho.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiErrorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            is missing                               | is_missing
            must be one of: nl, fr, en               | must_be_one_of_nl_fr_en
            must be one of: mono, monoExclusive      | must_be_one_of_mono_monoexclusive
            must be less than or equal to 2147483647 | must_be_less_than_or_equal_to_2147483647
            ' (white-label_1) & É! '                 | white-label_1
            """)
    void the_code_of_an_invalid_value_is_its_message_as_an_identifier(String message, String error) {
        assertEquals(
                new ApiError(error, message, "ean.number", "params", null), ApiError.params("ean.number", message));
    }

    @Test
    @SuppressWarnings("try")
    void an_error_has_the_documented_key_order_and_an_index_only_in_a_bulk() throws Exception {
        ApiError error = ApiError.custom("confirmed_email_has_already_been_taken", "it is already registered", "a.b");
        try (Jsonb jsonb = JsonbBuilder.create()) {
            assertEquals(
                    """
                    {"error":"confirmed_email_has_already_been_taken","message":"it is already registered",\
                    "path":"a.b","type":"custom"}""",
                    jsonb.toJson(error));
            assertEquals(
                    """
                    {"error":"is_missing","message":"is missing","path":"ean","type":"params","index":0}""",
                    jsonb.toJson(ApiError.params("ean", "is missing").at(0)));
        }
    }
}
