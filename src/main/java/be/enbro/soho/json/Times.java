package be.enbro.soho.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times as the API writes them: {@code 2020-04-06T08:43:33.409Z}. */
public final class Times {

    private Times() {}

    /** The present, to the millisecond that the wire and the database keep. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** UTC with three fraction digits, truncated and never rounded; years 0000 to 9999. */
    public static String text(Instant time) {
        // By hand: a page of customers has a hundred of these, and a formatter costs ten times as much.
        LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        digits(text, utc.getYear(), 1000).append('-');
        digits(text, utc.getMonthValue(), 10).append('-');
        digits(text, utc.getDayOfMonth(), 10).append('T');
        digits(text, utc.getHour(), 10).append(':');
        digits(text, utc.getMinute(), 10).append(':');
        digits(text, utc.getSecond(), 10).append('.');
        return digits(text, utc.getNano() / 1_000_000, 100).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int value, int highestPlace) {
        for (int place = highestPlace; place > 0; place /= 10) {
            text.append((char) ('0' + value / place % 10));
        }
        return text;
    }
}
