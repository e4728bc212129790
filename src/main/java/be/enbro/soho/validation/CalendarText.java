package be.enbro.soho.validation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses dates and times of RFC 3339; returns null for anything else. */
final class CalendarText {

    /** Checked before parsing, because exceptions for malformed text would be expensive. */
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    /**
     * Fraction digits beyond milliseconds are ignored. Offsets range up to 23:59, but {@link ZoneOffset} only up to
     * 18:00.
     */
    private static final Pattern TIME = Pattern.compile("(" + DATE + ")[Tt](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,3}+)?+)"
            + "(?:(?<=\\.\\d{3})\\d++)?+(?:[Zz]|([+-])(\\d\\d:\\d\\d))");

    private CalendarText() {}

    /** Parses {@code YYYY-MM-DD}, years 1900 to 9999. */
    static LocalDate date(String text) {
        if (!DATE.matcher(text).matches()) {
            return null;
        }
        try {
            LocalDate date = LocalDate.parse(text);
            return isInRange(date) ? date : null;
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** Parses {@code YYYY-MM-DDThh:mm:ss[.f…](Z|±hh:mm)}, years 1900 to 9999 also in UTC; truncates to milliseconds. */
    static Instant time(String text) {
        Matcher parts = TIME.matcher(text);
        LocalDate date = parts.matches() ? date(parts.group(1)) : null;
        if (date == null) {
            return null;
        }
        try {
            Instant local = date.atTime(LocalTime.parse(parts.group(2))).toInstant(ZoneOffset.UTC);
            Instant time = local.minusSeconds(offset(parts.group(3), parts.group(4)));
            return isInRange(LocalDate.ofInstant(time, ZoneOffset.UTC)) ? time : null;
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static int offset(String sign, String offset) {
        if (sign == null) {
            return 0;
        }
        int seconds = LocalTime.parse(offset).toSecondOfDay();
        return sign.equals("-") ? -seconds : seconds;
    }

    private static boolean isInRange(LocalDate date) {
        return date.getYear() >= 1900 && date.getYear() <= 9999;
    }
}
