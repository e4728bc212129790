package be.enbro.soho.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    private static final DateTimeFormatter JDK =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    @ParameterizedTest
    @CsvSource({
        "2020-04-06T08:43:33.409Z, 2020-04-06T08:43:33.409Z",
        "2020-04-06T08:43:33Z, 2020-04-06T08:43:33.000Z",
        "2020-04-06T08:43:33.400Z, 2020-04-06T08:43:33.400Z",
        "2020-04-06T08:43:33.409999999Z, 2020-04-06T08:43:33.409Z",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000Z"
    })
    void times_have_three_fraction_digits_truncated(Instant time, String text) {
        assertEquals(text, Times.text(time));
    }

    @Test
    void times_are_formatted_as_by_the_jdk() {
        Generator<Long> seconds = Generator.longs(
                Instant.parse("1900-01-01T00:00:00Z").getEpochSecond(),
                Instant.parse("2500-12-31T23:59:59Z").getEpochSecond());
        Generator<Integer> nanos = Generator.integers(0, 999_999_999);
        Property.check(property -> {
            Instant time = Instant.ofEpochSecond(property.any(seconds), property.any(nanos));
            assertEquals(JDK.format(time), Times.text(time));
        });
    }
}
