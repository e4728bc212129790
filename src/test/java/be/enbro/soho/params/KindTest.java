package be.enbro.soho.params;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindTest {

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
            """)
    void an_integer_is_a_whole_number_or_a_string_of_one(String sent, long value) {
        assertEquals(value, read(Kind.integer(), sent));
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
            """)
    void a_decimal_is_a_number_or_a_string_of_one(String sent, BigDecimal value) {
        assertEquals(value, read(Kind.decimal(), sent));
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
        assertEquals(text, read(Kind.decimal().asSent(), sent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "1",
                "\"1\"",
                "\"on\"",
                "\"On\"",
                "\"ON\"",
                "\"t\"",
                "\"true\"",
                "\"True\"",
                "\"TRUE\"",
                "\"T\"",
                "\"y\"",
                "\"Y\"",
                "\"yes\"",
                "\"Yes\"",
                "\"YES\""
            })
    void these_are_true(String sent) {
        assertEquals(true, read(Kind.bool(), sent));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "0",
                "\"0\"",
                "\"off\"",
                "\"Off\"",
                "\"OFF\"",
                "\"f\"",
                "\"false\"",
                "\"False\"",
                "\"FALSE\"",
                "\"F\"",
                "\"n\"",
                "\"N\"",
                "\"no\"",
                "\"No\"",
                "\"NO\""
            })
    void these_are_false(String sent) {
        assertEquals(false, read(Kind.bool(), sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01", "9999-12-31", "2000-02-29", "2020-02-29", "2021-12-31"})
    void a_date_is_a_day_that_exists(LocalDate date) {
        assertEquals(date, read(Kind.date(), '"' + date.toString() + '"'));
    }

    @Test
    void every_day_is_read_as_it_is_written() {
        Generator<Long> days = Generator.longs(
                LocalDate.of(1900, 1, 1).toEpochDay(),
                LocalDate.of(9999, 12, 31).toEpochDay());
        Property.check(property -> {
            LocalDate date = property.any(days.map(LocalDate::ofEpochDay));
            assertEquals(date, read(Kind.date(), '"' + date.toString() + '"'));
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
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z"
    })
    void a_time_is_a_moment_to_the_millisecond(String sent, Instant time) {
        assertEquals(time, read(Kind.time(), '"' + sent + '"'));
    }

    @Test
    void numbers_are_read_as_big_decimal_reads_them() {
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
                Place place = Place.root("n");
                Kind.integer().read(Body.value(sent), place);
                Kind.decimal().read(Body.value(sent), place);
                Kind.decimal().asSent().read(Body.value(sent), place);
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

    private static <T> T read(Kind<T> kind, String literal) {
        Place place = Place.root("field");
        T value = kind.read(Body.value(literal), place);
        assertTrue(place.errors().isEmpty(), () -> place.errors().toString());
        return value;
    }
}
