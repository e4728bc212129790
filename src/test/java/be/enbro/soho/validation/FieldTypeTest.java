package be.enbro.soho.validation;

import static be.enbro.soho.validation.FieldType.INVALID_FORMAT;
import static be.enbro.soho.validation.FieldType.array;
import static be.enbro.soho.validation.FieldType.bool;
import static be.enbro.soho.validation.FieldType.date;
import static be.enbro.soho.validation.FieldType.decimal;
import static be.enbro.soho.validation.FieldType.integer;
import static be.enbro.soho.validation.FieldType.object;
import static be.enbro.soho.validation.FieldType.oneOf;
import static be.enbro.soho.validation.FieldType.string;
import static be.enbro.soho.validation.FieldType.time;
import static be.enbro.soho.validation.FieldType.trimmedString;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the table of field types in section 4 of the rules: accepted values, their conversion, and rejected values. */
class FieldTypeTest {

    static Stream<Arguments> rejections() {
        return Stream.of(
                rejections(
                        string(),
                        "string",
                        "must be a string",
                        """
                        5 | 0 | 1.5 | true | false | [] | {} | ["a"]
                        """),
                rejections(
                        string(),
                        "string",
                        "size cannot be greater than 255",
                        """
                        "<a*256>" | "<\ud83d\ude00*256>" | "<\\u0000*256>" | "<a*100000>"
                        """),
                rejections(
                        string(),
                        "string",
                        INVALID_FORMAT,
                        """
                        "\\u0000" | "a\\u0000b" | "\\ud800" | "\\udc00" | "\\udc00\\ud800" | "\\ud800x"
                        """),
                rejections(
                        trimmedString(3),
                        "stripped string",
                        "must be a string",
                        """
                        5 | true | [] | {}
                        """),
                rejections(
                        trimmedString(3),
                        "stripped string",
                        "size cannot be greater than 3",
                        """
                        "abcd" | " <\ud83d\ude00*4> "
                        """),
                rejections(
                        trimmedString(3),
                        "stripped string",
                        INVALID_FORMAT,
                        """
                        "a\\u0000" | "\\ud800"
                        """),
                rejections(
                        integer(),
                        "integer",
                        "must be an integer",
                        """
                        1.5 | 3151e-1 | 1e-1000000000 | "1.0" | "1e2" | "\\u0663" | "1 2" | "+" | "-" | "--1" | " " |
                        "0x1" | "1_000" | "abc" | true | [] | {} | [1] | "\\uff11" | "\\u00a01" | "1\\u0000" | ""
                        """),
                rejections(
                        decimal(),
                        "decimal",
                        "must be a decimal",
                        """
                        "abc" | " " | "." | "1." | "1.e1" | "e1" | "1e" | "1e+" | "1,5" | "1.5.5" | "--1" | "+-1" |
                        "- 1" | "1 2" | "\\u0663" | "0x1" | "1_000" | "NaN" | "Infinity" | true | [] | {} | [1] |
                        "\\uff11" | "\\u00a01" | "1e1.5" | "1e\\u0663" | "1f" | "1d" | "0x1p3" | ""
                        """),
                rejections(
                        decimal(),
                        "decimal",
                        INVALID_FORMAT,
                        """
                        1<0*20> | "1<0*20>" | 1e20 | 1e400000000 | 1e99999999999999999999 | -1e400000000 | 1e-11 |
                        "1e-400000000" | 0.00000000001 | ".00000000001" | 123456789012345678901.5 | "<9*100000>" |
                        1e2147483647 | 1e-2147483648 | 1e9223372036854775807 | 0.<0*100>1
                        """),
                rejections(
                        decimal().verbatim(),
                        "decimal as sent",
                        "must be a decimal",
                        """
                        "abc" | " " | "1." | true | [] | {}
                        """),
                rejections(
                        decimal().verbatim(),
                        "decimal as sent",
                        INVALID_FORMAT,
                        """
                        1e20 | 1e-11 | "1e-400000000"
                        """),
                rejections(
                        decimal().verbatim(),
                        "decimal as sent",
                        "size cannot be greater than 255",
                        """
                        "<0*255>1" | "1<\\n*255>"
                        """),
                rejections(
                        bool(),
                        "boolean",
                        "must be boolean",
                        """
                        2 | -1 | 10 | "2" | "tRUE" | " true" | "oN" | "yEs" | " " | "null" | [] | {} | [true]
                        """),
                rejections(
                        date(),
                        "date",
                        "must be a date",
                        """
                        "2021-02-29" | "1900-02-29" | "2000-04-31" | "2000-13-01" | "2000-00-01" | "2000-01-00" |
                        "2000-01-32" | "1899-12-31" | "0000-01-01" | "10000-01-01" | "2000-1-1" | "00-01-01" |
                        "2000/01/01" | "2000-01-01T00:00:00Z" | " 2000-01-01" | "2000-01-01 " | "-200-01-01" |
                        "2000-01-+1" | "\\u0662000-01-01" | "06.04.2000" | " " | 20000406 | true | [] | {} |
                        "2100-02-29" | "+2000-01-01" | "-2000-01-1" | "2000-01-0\\uff11" | ""
                        """),
                rejections(
                        time(),
                        "time",
                        "must be a time",
                        """
                        "2030-01-01" | "2030-01-01T00:00:00" | "2030-01-01T00:00Z" | "2030-01-01 00:00:00Z" |
                        "2030-02-29T00:00:00Z" | "2030-01-01T24:00:00Z" | "2030-01-01T00:60:00Z" |
                        "2030-01-01T00:00:60Z" | "2030-01-01T00:00:00.Z" | "2030-01-01T00:00:00,5Z" |
                        "2030-01-01T00:00:00+1" | "2030-01-01T00:00:00+0100" | "2030-01-01T00:00:00+24:00" |
                        "2030-01-01T00:00:00+01:60" | "2030-01-01T00:00:00ZZ" | "2030-01-01T00:00:00Z[UTC]" |
                        "2030-01-01T00:00:00.5" | "9999-12-31T23:59:59-00:01" | "2030-01-01T00-00:00Z" |
                        "2030-01-01T00:00-00Z" | "2030-01-01T-1:00:00Z" | " 2030-01-01T00:00:00Z" | " " | 1900000000 |
                        true | [] | {} | "2030-01-01T00:00:056Z" | "1900-01-01T00:00:00+00:01" |
                        "1899-12-31T23:59:59-01:00" | "2016-12-31T23:59:60Z" | "2030-01-01T00:00:00+1:00" |
                        "2030-01-01T00:00:00.\\u0663Z" | "2030-01-01T00:00:0\\u0663Z" | "2030-01-01T00:00:00Z\\n" | ""
                        """),
                rejections(
                        object(fields -> fields),
                        "object",
                        "must be a hash",
                        """
                        5 | true | "a" | " " | "" | null | [] | [{}]
                        """),
                rejections(
                        array(2, string()),
                        "array",
                        "must be an array",
                        """
                        5 | true | "a" | " " | "" | null | {} | {"0":{}}
                        """),
                rejections(
                        array(2, string()),
                        "array",
                        "size cannot be greater than 2",
                        """
                        ["a", "b", 5]
                        """),
                rejections(
                        oneOf("red", "darkRed"),
                        "one of",
                        "must be one of: red, darkRed",
                        """
                        "RED" | "darkred" | " red" | " " | "x" | 5 | true | [] | {} | ["red"]
                        """));
    }

    private static Arguments rejections(FieldType<?> type, String name, String message, String sent) {
        return Arguments.of(Named.of(name, type), message, List.of(sent.strip().split("\\s\\|\\s+")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void rejections(FieldType<?> type, String message, List<String> sent) {
        assertAll(sent.stream().map(each -> () -> {
            FieldPath path = FieldPath.root("field");
            assertNull(type.read(Body.value(each), path), each);
            assertEquals(List.of(ApiError.params("field", message)), path.errors(), each);
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a", "<a*255>", "<\ud83d\ude00*255>", "\ud83d\ude00", "null", " a "})
    void a_string_is_stored_as_sent(String text) {
        String sent = '"' + text + '"';
        assertEquals(Body.value(sent), read(string(), sent));
    }

    @Test
    void a_trimmed_string_is_trimmed_before_its_size_is_checked() {
        assertEquals("abc", read(trimmedString(3), "\" \\n abc \\t\""));
    }

    @Test
    void one_of_several_values_is_accepted_to_the_letter() {
        assertEquals("red", read(oneOf("red", "darkRed"), "\"red\""));
        assertEquals("darkRed", read(oneOf("red", "darkRed"), "\"darkRed\""));
    }

    @Test
    void an_array_becomes_a_list_that_may_be_empty() {
        assertEquals(List.of(), read(array(2, string()), "[]"));
        assertEquals(List.of("a", "b"), read(array(2, string()), "[\"a\", \"b\"]"));
    }

    @Test
    void unknown_keys_of_an_object_are_ignored() {
        Long n = read(object(fields -> fields.required("n", integer())), "{\"n\": 1, \"unknown\": [{}]}");
        assertEquals(1, n);
    }

    @Test
    void only_the_first_failed_check_is_reported() {
        FieldType<Long> type = integer().check(n -> n > 10, "first").check(n -> n > 20, "second");
        FieldPath path = FieldPath.root("n");
        type.read(Body.value("5"), path);
        type.read(Body.value("15"), path);
        type.read(Body.value("25"), path);
        assertEquals(List.of(ApiError.params("n", "first"), ApiError.params("n", "second")), path.errors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            315                       | 315
            315.0                     | 315
            3.15e2                    | 315
            31500e-2                  | 315
            -7                        | -7
            -0                        | 0
            -0.0                      | 0
            0e1000000000              | 0
            "315"                     | 315
            "+315"                    | 315
            "-315"                    | -315
            " \\t315\\n "             | 315
            "000000000000000000000315"| 315
            9223372036854775807       | 9223372036854775807
            9223372036854775808       | 9223372036854775807
            -9223372036854775809      | -9223372036854775808
            "99999999999999999999"    | 9223372036854775807
            1e1000000000              | 9223372036854775807
            -1e99999999999999999999   | -9223372036854775808
            -9223372036854775808      | -9223372036854775808
            1e0000000000000000000001  | 10
            "\\u20031"                | 1
            """)
    void an_integer_is_a_whole_number_or_a_string_of_one(String sent, long value) {
        assertEquals(value, read(integer(), sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            1                                | 1
            1.5                              | 1.5
            100                              | 100
            1e2                              | 100
            1e-7                             | 0.0000001
            -0                               | 0
            0e-400000000                     | 0
            0.00e400000000                   | 0
            "1"                              | 1
            "1.50"                           | 1.5
            ".5"                             | 0.5
            "-1"                             | -1
            "+1.5"                           | 1.5
            "1e3"                            | 1000
            "1E5"                            | 100000
            "2.5e-3"                         | 0.0025
            "10.05"                          | 10.05
            "-10.05e1"                       | -100.5
            " 1.5\\n"                        | 1.5
            "99999999999999999999.9999999999"| 99999999999999999999.9999999999
            1e19                             | 10000000000000000000
            "<0*30>1.5<0*30>"                | 1.5
            1<0*40>e-30                      | 10000000000
            0.<0*20>1e20                     | 0.1
            1e000000000000000000002          | 100
            0e9223372036854775808            | 0
            1<0*1000>e-1000                  | 1
            """)
    void a_decimal_is_a_number_or_a_string_of_one(String sent, BigDecimal value) {
        assertEquals(value, read(decimal(), sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            "22.25"      | ~22.25~
            "1.00"       | ~1.00~
            " +01e2 "    | ~ +01e2 ~
            22.25        | ~22.25~
            1.00         | ~1.00~
            100          | ~100~
            1.5e2        | ~150~
            1e-7         | ~0.0000001~
            -0           | ~0~
            0e-400000000 | ~0.0000000000~
            0e400000000  | ~0~
            1.<0*40>     | ~1.0000000000~
            """)
    void a_decimal_as_sent_is_the_string_or_the_plain_text_of_the_number(String sent, String text) {
        assertEquals(text, read(decimal().verbatim(), sent));
    }

    @Test
    void a_boolean_has_several_spellings() {
        for (String yes :
                "true 1 '1' 'on' 'On' 'ON' 't' 'T' 'true' 'True' 'TRUE' 'y' 'Y' 'yes' 'Yes' 'YES'".split(" ")) {
            assertEquals(true, read(bool(), yes.replace('\'', '"')), yes);
        }
        for (String no :
                "false 0 '0' 'off' 'Off' 'OFF' 'f' 'F' 'false' 'False' 'FALSE' 'n' 'N' 'no' 'No' 'NO'".split(" ")) {
            assertEquals(false, read(bool(), no.replace('\'', '"')), no);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01", "9999-12-31", "2000-02-29", "2020-02-29", "2021-12-31"})
    void a_date_must_exist(LocalDate date) {
        assertEquals(date, read(date(), '"' + date.toString() + '"'));
    }

    @Test
    void every_day_is_parsed_as_formatted() {
        Generator<Long> days = Generator.longs(
                LocalDate.of(1900, 1, 1).toEpochDay(),
                LocalDate.of(9999, 12, 31).toEpochDay());
        Property.check(property -> {
            LocalDate date = property.any(days.map(LocalDate::ofEpochDay));
            assertEquals(date, read(date(), '"' + date.toString() + '"'));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2030-01-02T03:04:05Z, 2030-01-02T03:04:05Z",
        "2030-01-02t03:04:05z, 2030-01-02T03:04:05Z",
        "2030-01-02T03:04:05.6Z, 2030-01-02T03:04:05.600Z",
        "2030-01-02T03:04:05.0679999999999Z, 2030-01-02T03:04:05.067Z",
        "2030-01-02T03:04:05+01:30, 2030-01-02T01:34:05Z",
        "2030-01-02T03:04:05.5-23:59, 2030-01-03T03:03:05.500Z",
        "2030-01-02T03:04:05-00:00, 2030-01-02T03:04:05Z",
        "2030-01-02T03:04:05+18:01, 2030-01-01T09:03:05Z",
        "2030-01-02T03:04:05.12Z, 2030-01-02T03:04:05.120Z",
        "1900-01-01T00:00:00-00:01, 1900-01-01T00:01:00Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
    })
    void a_time_is_truncated_to_the_millisecond(String sent, Instant time) {
        assertEquals(time, read(time(), '"' + sent + '"'));
    }

    @Test
    void numbers_are_parsed_as_by_big_decimal() {
        Property.check(property -> assertReadAsBigDecimalReadsIt(property.any(numbers())));
    }

    private static void assertReadAsBigDecimalReadsIt(String sent) {
        BigDecimal value = new BigDecimal(sent);
        NumberText number = NumberText.decimal(sent);
        assertEquals(value.signum() == 0 || value.stripTrailingZeros().scale() <= 0, number.isWhole());
        assertTrue(number.fits(60, 60));
        assertEquals(0, value.compareTo(number.value()));
        assertEquals(fits(value), number.fits(20, 10));
        if (number.isWhole()) {
            BigDecimal nearest = value.min(BigDecimal.valueOf(Long.MAX_VALUE)).max(BigDecimal.valueOf(Long.MIN_VALUE));
            assertEquals(nearest.longValueExact(), number.nearestLong());
        }
        if (fits(value)) {
            assertEquals(0, value.compareTo(new BigDecimal(number.plainText(10))));
        }
    }

    @Test
    void numbers_cost_no_more_than_their_text() {
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            for (String sent :
                    new String[] {"1e1000000000", "-1e-1000000000", "<9*1000000>", "0.<0*1000000>1", "0e999999999"}) {
                FieldPath path = FieldPath.root("n");
                integer().read(Body.value(sent), path);
                decimal().read(Body.value(sent), path);
                decimal().verbatim().read(Body.value(sent), path);
            }
        });
    }

    private static Generator<String> numbers() {
        Generator<String> signs = Generator.of(List.of("", "-", "+"));
        Generator<String> digits = Generator.strings(Generator.of(List.of("0", "0", "1", "2", "3", "4", "5")), 1, 24);
        Generator<String> fractions = digits.map(d -> "." + d).or("", 30);
        Generator<String> exponents =
                Generator.integers(-30, 30).map(e -> "e" + e).or("", 30);
        return random -> signs.next(random) + digits.next(random) + fractions.next(random) + exponents.next(random);
    }

    private static boolean fits(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return value.signum() == 0 || stripped.precision() - stripped.scale() <= 20 && stripped.scale() <= 10;
    }

    private static <T> T read(FieldType<T> type, String literal) {
        FieldPath path = FieldPath.root("field");
        T value = type.read(Body.value(literal), path);
        assertTrue(path.errors().isEmpty(), () -> path.errors().toString());
        return value;
    }
}
