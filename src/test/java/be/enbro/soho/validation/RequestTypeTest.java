package be.enbro.soho.validation;

import static be.enbro.soho.validation.Body.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.errors.ApiError;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
            {"one":{"text":"a"}}                    | a |
            {"two":{"text":"b"}}                    | b |
            {"two":{"text":"b"},"one":{"text":"a"}} | a |
            {"two":5,"one":{"text":"a"}}            | a |
            {"two":{"text":"b"},"one":null}         |   | one: must be a hash
            {"two":{"text":"b"},"one":{}}           |   | one.text: is missing
            {"two":{}}                              |   | two.text: is missing
            {}                                      |   | one: is missing
            []                                      |   | one: is missing
            null                                    |   | one: is missing
            """)
    void of_two_root_keys_the_first_one_counts(String body, String text, String error) {
        RequestType<Inner> either = RequestType.either(
                "either", RequestType.object("one", Inner::from), RequestType.object("two", Inner::from));
        Validated<Inner> parsed = either.parse(Body.of(body).tree());

        assertEquals(error == null ? List.of() : List.of(error), errors(parsed));
        assertEquals(Optional.ofNullable(text), parsed.valid().map(Inner::text));
        assertEquals("one", either.root());
        assertEquals("EitherRequest", either.schemaName());
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

    @Test
    void a_patch_has_only_the_fields_that_it_names() {
        Validated<Patch<Meter>> parsed = patch(Meter::required, "{\"meter\": {\"colour\": \"red\", \"unknown\": 1}}");

        assertEquals(List.of(), errors(parsed));
        assertEquals(Set.of("colour"), parsed.value().names());
        assertEquals(Arrays.asList(null, null, null, null, null, null, null, null, "red"), values(parsed));
    }

    @Test
    void a_patch_may_name_no_field_or_every_field() {
        Validated<Patch<Meter>> none = patch(Meter::required, "{\"meter\": {}}");
        assertEquals(List.of(), errors(none));
        assertEquals(Set.of(), none.value().names());

        Validated<Patch<Meter>> all = patch(Meter::required, VALID);
        assertEquals(List.of(), errors(all));
        assertEquals(
                Set.of("text", "integer", "decimal", "bool", "date", "time", "object", "array", "colour"),
                all.value().names());
        assertEquals(required(Body.of(VALID)).value().values(), values(all));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void a_patch_cannot_take_a_required_field_away(String nothing) {
        Body body = Body.of(VALID).with("meter.object", nothing).with("meter.array", nothing);
        PLAIN_TYPES.forEach(path -> body.with(path, nothing));

        assertEquals(
                List.of(
                        "meter.text: must be filled",
                        "meter.integer: must be filled",
                        "meter.decimal: must be filled",
                        "meter.bool: must be filled",
                        "meter.date: must be filled",
                        "meter.time: must be filled",
                        "meter.object: must be a hash",
                        "meter.array: must be an array",
                        "meter.colour: must be filled"),
                errors(RequestType.patch("meter", Meter::required).parse(body.tree())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void a_patch_takes_an_optional_field_away(String nothing) {
        Body body = Body.of(VALID).with("meter.object", nothing).with("meter.array", nothing);
        PLAIN_TYPES.forEach(path -> body.with(path, nothing));

        Validated<Patch<Meter>> parsed =
                RequestType.patch("meter", Meter::optional).parse(body.tree());

        assertEquals(List.of(), errors(parsed));
        assertEquals(9, parsed.value().names().size());
        assertEquals(Collections.nCopies(9, null), values(parsed));
    }

    @Test
    void a_field_with_a_default_that_is_taken_away_has_it_and_is_named() {
        RequestType<Patch<String>> type =
                RequestType.patch("a", a -> a.optional("text", FieldType.string(), "default"));

        assertEquals(new Patch<>("default", Set.of("text")), patch(type, "{\"a\": {\"text\": null}}"));
        assertEquals(new Patch<>("x", Set.of("text")), patch(type, "{\"a\": {\"text\": \"x\"}}"));
        RequestType<Patch<List<String>>> list =
                RequestType.patch("a", a -> Arrays.asList(a.optional("text", FieldType.string(), "default")));
        assertEquals(new Patch<>(Arrays.asList((String) null), Set.of()), patch(list, "{\"a\": {\"other\": null}}"));
    }

    @Test
    void an_object_in_a_patch_is_patched_and_an_array_replaced_whole() {
        RequestType<Patch<Object>> type = RequestType.patch(
                "a",
                a -> List.of(
                        a.required(
                                "object",
                                FieldType.object(object -> Arrays.asList(
                                        object.required("first", FieldType.string()),
                                        object.required("second", FieldType.string())))),
                        a.required("array", FieldType.array(2, FieldType.object(Inner::from)))));

        assertEquals(
                new Patch<>(
                        List.of(Arrays.asList(null, "b"), List.of(new Inner("c"))),
                        Set.of("object", "second", "array")),
                patch(
                        type,
                        "{\"a\": {\"object\": {\"second\": \"b\"}, \"array\": [{\"text\": \"c\", \"first\": 1}]}}"));
        assertEquals(
                List.of("a.object.first: must be a string", "a.array.1.text: is missing"),
                errors(RequestType.patch(
                                "a",
                                a -> Arrays.asList(
                                        a.required(
                                                "object",
                                                FieldType.object(
                                                        object -> object.required("first", FieldType.string()))),
                                        a.required("array", FieldType.array(2, FieldType.object(Inner::from)))))
                        .parse(Body.of("{\"a\": {\"object\": {\"first\": 1}, \"array\": [{\"text\": \"c\"}, {}]}}")
                                .tree())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"a\"", "5", "{}"})
    void a_patch_cannot_name_a_field_that_is_set_once(String value) {
        Body body = Body.of("{\"meter\": {\"text\": " + value + ", \"colour\": " + value + "}}");

        Validated<Patch<List<String>>> parsed =
                RequestType.patch("meter", RequestTypeTest::setOnce).parse(body.tree());

        assertEquals(List.of("meter.text: cannot be changed", "meter.colour: cannot be changed"), errors(parsed));
        assertEquals(Set.of(), parsed.value().names());
    }

    @Test
    void a_field_that_is_set_once_is_required_in_a_create_and_absent_from_a_patch() {
        assertEquals(
                List.of("meter.text: is missing"),
                errors(RequestType.object("meter", RequestTypeTest::setOnce)
                        .parse(Body.of("{\"meter\": {}}").tree())));
        assertEquals(
                new Patch<>(Arrays.asList(null, null), Set.of()),
                patch(RequestType.patch("meter", RequestTypeTest::setOnce), "{\"meter\": {}}"));
    }

    private static List<String> setOnce(RequestFields meter) {
        return Arrays.asList(
                meter.createOnly().required("text", FieldType.string()),
                meter.createOnly().optional("colour", FieldType.oneOf("red"), "red"));
    }

    @Test
    void what_a_patch_names_is_validated_and_the_rest_is_available() {
        Validated<Patch<Meter>> parsed =
                patch(Meter::required, "{\"meter\": {\"bool\": 5, \"colour\": \"red\", \"array\": [1, 2, 3]}}");

        assertEquals(
                List.of("meter.bool: must be boolean", "meter.array: size cannot be greater than 2"), errors(parsed));
        assertEquals("red", values(parsed).get(8));
        assertNull(values(parsed).get(3));
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
            {"meter":null} | must be a hash
            {"meter":""}   | must be a hash
            {"meter":[]}   | must be a hash
            """)
    void a_patch_without_the_root_has_one_error_at_the_root(String body, String message) {
        Validated<Patch<Meter>> parsed = patch(Meter::required, body);

        assertEquals(List.of("meter: " + message), errors(parsed));
        assertNull(parsed.value());
    }

    @Test
    void the_schema_of_a_patch_requires_nothing_and_admits_null_in_optional_fields() {
        RequestType<Patch<List<String>>> type = RequestType.patch(
                "a",
                a -> Arrays.asList(
                        a.required("required", FieldType.string()),
                        a.optional("optional", FieldType.oneOf("red")),
                        a.optional("default", FieldType.oneOf("red"), "red"),
                        a.createOnly().required("once", FieldType.string())));
        Map<String, Object> nullable =
                Map.of("anyOf", List.of(Map.of("type", "string", "enum", List.of("red")), Map.of("type", "null")));

        assertEquals("APatchRequest", type.schemaName());
        assertEquals(
                Map.of(
                        "type",
                        "object",
                        "required",
                        List.of("a"),
                        "properties",
                        Map.of(
                                "a",
                                Map.of(
                                        "type",
                                        "object",
                                        "properties",
                                        Map.of(
                                                "required",
                                                Map.of("type", "string", "maxLength", 255, "minLength", 1),
                                                "optional",
                                                nullable,
                                                "default",
                                                nullable)))),
                type.schema());
    }

    private static <T> Patch<T> patch(RequestType<Patch<T>> type, String body) {
        return type.parse(Body.of(body).tree()).orElseThrow(Validated::errors);
    }

    private static Validated<Patch<Meter>> patch(Function<RequestFields, Meter> parser, String body) {
        return RequestType.patch("meter", parser).parse(Body.of(body).tree());
    }

    private static List<Object> values(Validated<Patch<Meter>> parsed) {
        return parsed.value().values().values();
    }

    private static Validated<Meter> required(Body body) {
        return RequestType.object("meter", Meter::required).parse(body.tree());
    }

    private static Validated<List<Validated<Inner>>> bulk(String body) {
        return RequestType.list("inners", RequestType.object("inner", Inner::from), 3)
                .parse(Body.of(body).tree());
    }
}
