package be.enbro.soho.validation;

import static be.enbro.soho.validation.Body.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.errors.ApiError;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTypeTest {

    private static final String VALID =
            """
            {"meter": {"text": "a", "integer": 1, "decimal": 1, "bool": true, "date": "2000-01-01",
              "time": "2030-01-01T00:00:00Z", "object": {"text": "b"}, "array": [{"text": "c"}], "colour": "red",
              "unknown": [{}]}}""";

    private static final List<String> PLAIN_TYPES = List.of(
            "meter.text", "meter.integer", "meter.decimal", "meter.bool", "meter.date", "meter.time", "meter.colour");

    private record Inner(String text) {
        static Inner from(RequestFields inner) {
            return new Inner(inner.required("text", FieldType.string()));
        }
    }

    private record Meter(List<Object> values) {

        static Meter required(RequestFields meter) {
            return read(meter::required);
        }

        static Meter optional(RequestFields meter) {
            return read(meter::optional);
        }

        private static Meter read(Reader meter) {
            return new Meter(Stream.<Object>of(
                            meter.read("text", FieldType.string()),
                            meter.read("integer", FieldType.integer()),
                            meter.read("decimal", FieldType.decimal()),
                            meter.read("bool", FieldType.bool()),
                            meter.read("date", FieldType.date()),
                            meter.read("time", FieldType.time()),
                            meter.read("object", FieldType.object(Inner::from)),
                            meter.read("array", FieldType.array(2, FieldType.object(Inner::from))),
                            meter.read("colour", FieldType.oneOf("red")))
                    .toList());
        }
    }

    private interface Reader {
        <T> T read(String name, FieldType<T> type);
    }

    @Test
    void a_required_field_must_be_present() {
        assertEquals(List.of(), errors(required(Body.of(VALID))));
        for (String path : PLAIN_TYPES) {
            assertEquals(
                    List.of(path + ": is missing"),
                    errors(required(Body.of(VALID).with(path, "absent"))));
            assertEquals(
                    List.of(path + ": must be filled"),
                    errors(required(Body.of(VALID).with(path, "null"))));
            assertEquals(
                    List.of(path + ": must be filled"),
                    errors(required(Body.of(VALID).with(path, "\"\""))));
        }
    }

    @ParameterizedTest
    @CsvSource({"meter.object, must be a hash", "meter.array, must be an array"})
    void an_empty_required_object_or_array_gets_the_message_of_its_type(String path, String message) {
        assertEquals(
                List.of(path + ": is missing"), errors(required(Body.of(VALID).with(path, "absent"))));
        assertEquals(
                List.of(path + ": " + message), errors(required(Body.of(VALID).with(path, "null"))));
        assertEquals(
                List.of(path + ": " + message), errors(required(Body.of(VALID).with(path, "\"\""))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "null", "\"\""})
    void an_absent_optional_field_is_null(String nothing) {
        Body body = Body.of(VALID).with("meter.object", nothing).with("meter.array", nothing);
        PLAIN_TYPES.forEach(path -> body.with(path, nothing));
        Validated<Meter> parsed = RequestType.object("meter", Meter::optional).parse(body.tree());
        assertEquals(List.of(), errors(parsed));
        assertEquals(Collections.nCopies(9, null), parsed.value().values());
    }

    @Test
    void an_absent_optional_field_has_its_default() {
        assertEquals(
                "b",
                RequestType.object("a", a -> a.optional("text", FieldType.string(), "b"))
                        .parse(Body.of("{\"a\": {}}").tree())
                        .value());
    }

    @Test
    void a_present_optional_field_is_validated() {
        Object json = Body.of(VALID)
                .with("meter.text", "5")
                .with("meter.date", "\" \"")
                .tree();
        assertEquals(
                List.of("meter.text: must be a string", "meter.date: must be a date"),
                errors(RequestType.object("meter", Meter::optional).parse(json)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "\"\"", "[]"})
    void a_blank_element_of_an_array_is_invalid(String element) {
        assertEquals(
                List.of("meter.array.0: must be a hash"),
                errors(required(Body.of(VALID).with("meter.array.0", element))));
    }

    @Test
    void errors_are_in_field_order_with_their_full_paths() {
        Object json = Body.of(
                        """
                {"meter": {"colour": "", "array": [{"text": "a"}, {}], "object": {"text": 1}, "bool": 5, "integer": null}}""")
                .tree();
        Validated<Meter> parsed = RequestType.object("meter", Meter::required).parse(json);
        assertFalse(parsed.isValid());
        assertEquals(
                List.of(
                        "meter.text: is missing",
                        "meter.integer: must be filled",
                        "meter.decimal: is missing",
                        "meter.bool: must be boolean",
                        "meter.date: is missing",
                        "meter.time: is missing",
                        "meter.object.text: must be a string",
                        "meter.array.1.text: is missing",
                        "meter.colour: must be filled"),
                errors(parsed));
    }

    @Test
    void valid_fields_are_available_if_others_are_invalid() {
        Object json = Body.of(VALID).with("meter.bool", "5").tree();
        List<Object> values =
                RequestType.object("meter", Meter::required).parse(json).value().values();
        assertEquals("a", values.get(0));
        assertNull(values.get(3));
        assertEquals(new Inner("b"), values.get(6));
        assertEquals(List.of(new Inner("c")), values.get(7));
        assertEquals("red", values.get(8));
    }

    @Test
    void elements_of_an_array_that_is_too_long_are_not_validated() {
        Object json =
                Body.of(VALID).with("meter.array", "[{\"text\": \"a\"}, 5, 6]").tree();
        assertEquals(
                List.of("meter.array: size cannot be greater than 2"),
                errors(RequestType.object("meter", Meter::required).parse(json)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {}             | is missing
            []             | is missing
            null           | is missing
            "meter"        | is missing
            5              | is missing
            {"Meter":{}}   | is missing
            {"meter":null} | must be a hash
            {"meter":""}   | must be a hash
            {"meter":[]}   | must be a hash
            {"meter":5}    | must be a hash
            """)
    void a_body_without_the_root_has_one_error_at_the_root(String body, String message) {
        Validated<Meter> parsed =
                RequestType.object("meter", Meter::required).parse(Body.of(body).tree());
        assertEquals(List.of("meter: " + message), errors(parsed));
        assertNull(parsed.value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            {}                   | is missing
            [{"inner":{}}]       | is missing
            null                 | is missing
            {"inners":null}      | must be an array
            {"inners":""}        | must be an array
            {"inners":{"0":{}}}  | must be an array
            {"inners":[]}        | must be filled
            {"inners":[1,2,3,4]} | size cannot be greater than 3
            """)
    void a_bulk_that_is_not_an_array_has_one_error_at_its_root(String body, String message) {
        Validated<List<Validated<Inner>>> parsed = bulk(body);
        assertEquals(List.of(ApiError.params("inners", message)), parsed.errors());
        assertNull(parsed.value());
    }

    @Test
    void elements_of_a_bulk_are_validated_individually_with_indexed_errors() {
        Validated<List<Validated<Inner>>> parsed =
                bulk("{\"inners\":[{\"inner\":{\"text\":\"a\"}}, {}, {\"inner\":{}}]}");
        assertEquals(
                List.of(
                        ApiError.params("inner", "is missing").at(1),
                        ApiError.params("inner.text", "is missing").at(2)),
                parsed.errors());
        assertEquals(new Inner("a"), parsed.value().get(0).value());
        assertTrue(parsed.value().get(0).isValid());
        assertEquals(parsed.errors().subList(0, 1), parsed.value().get(1).errors());
        assertEquals(parsed.errors().subList(1, 2), parsed.value().get(2).errors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            5                | is missing
            null             | is missing
            []               | is missing
            {"inner":null}   | must be a hash
            {"inner":""}     | must be a hash
            {"inner":[]}     | must be a hash
            """)
    void an_element_of_a_bulk_without_its_root_has_an_error_at_the_root(String element, String message) {
        Validated<List<Validated<Inner>>> parsed = bulk("{\"inners\":[" + element + "]}");
        assertEquals(List.of(ApiError.params("inner", message).at(0)), parsed.errors());
    }

    private static Validated<Meter> required(Body body) {
        return RequestType.object("meter", Meter::required).parse(body.tree());
    }

    private static Validated<List<Validated<Inner>>> bulk(String body) {
        return RequestType.list("inners", RequestType.object("inner", Inner::from), 3)
                .parse(Body.of(body).tree());
    }
}
