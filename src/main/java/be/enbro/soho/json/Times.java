package be.enbro.soho.json;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Formats times as the API does: {@code 2020-04-06T08:43:33.409Z}. */
public final class Times {

    private Times() {}

    /** Returns the current time, truncated to milliseconds as in JSON and in the database. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Formats the time in UTC with three fraction digits, truncated and never rounded; years 0000 to 9999. */
    public static String text(Instant time) {
        // Formatted by hand: a page of customers contains a hundred times, and a formatter costs ten times as much.
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
