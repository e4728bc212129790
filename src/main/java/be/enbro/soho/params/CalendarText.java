package be.enbro.soho.params;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Days and times as clients write them; null for what is none. No exceptions and no patterns: bulks have thousands. */
final class CalendarText {

    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 19;

    private CalendarText() {}

    /** {@code YYYY-MM-DD}, years 1900 to 9999. */
    static LocalDate date(String text) {
        return text.length() == DATE_LENGTH ? dateAtStart(text) : null;
    }

    /** {@code YYYY-MM-DDThh:mm:ss[.f…](Z|±hh:mm)}, in UTC, too, of the years 1900 to 9999; truncated to milliseconds. */
    static Instant time(String text) {
        if (text.length() <= TIME_LENGTH || !isOneOf(text, DATE_LENGTH, 'T', 't')) {
            return null;
        }
        LocalDate date = dateAtStart(text);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (date == null || text.charAt(13) != ':' || text.charAt(16) != ':') {
            return null;
        }
        if (!isWithin(hour, 23) || !isWithin(minute, 59) || !isWithin(second, 59)) {
            return null;
        }
        int zone = endOfFraction(text);
        Integer offset = offsetSeconds(text, zone);
        if (zone < 0 || offset == null) {
            return null;
        }
        long seconds = date.toEpochDay() * 86_400 + hour * 3600 + minute * 60 + second - offset;
        Instant time = Instant.ofEpochSecond(seconds, millis(text, zone) * 1_000_000L);
        return isOurYear(time.atOffset(ZoneOffset.UTC).getYear()) ? time : null;
    }

    private static LocalDate dateAtStart(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        if (!isOurYear(year) || month < 1 || month > 12 || day < 1) {
            return null;
        }
        return day <= YearMonth.of(year, month).lengthOfMonth() ? LocalDate.of(year, month, day) : null;
    }

    private static boolean isOurYear(int year) {
        return year >= 1900 && year <= 9999;
    }

    /** Where the zone starts; -1 if there is a point without digits. */
    private static int endOfFraction(String text) {
        if (text.charAt(TIME_LENGTH) != '.') {
            return TIME_LENGTH;
        }
        int end = TIME_LENGTH + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end == TIME_LENGTH + 1 ? -1 : end;
    }

    private static int millis(String text, int zone) {
        int millis = 0;
        for (int i = TIME_LENGTH + 1; i <= TIME_LENGTH + 3; i++) {
            millis = millis * 10 + (i < zone ? text.charAt(i) - '0' : 0);
        }
        return millis;
    }

    private static Integer offsetSeconds(String text, int zone) {
        if (zone < 0 || zone == text.length()) {
            return null;
        }
        if (isOneOf(text, zone, 'Z', 'z')) {
            return zone + 1 == text.length() ? 0 : null;
        }
        if (!isOneOf(text, zone, '+', '-') || text.length() != zone + 6 || text.charAt(zone + 3) != ':') {
            return null;
        }
        int hours = number(text, zone + 1, zone + 3);
        int minutes = number(text, zone + 4, zone + 6);
        if (!isWithin(hours, 23) || !isWithin(minutes, 59)) {
            return null;
        }
        int seconds = hours * 3600 + minutes * 60;
        return text.charAt(zone) == '-' ? -seconds : seconds;
    }

    private static boolean isOneOf(String text, int index, char one, char other) {
        return text.charAt(index) == one || text.charAt(index) == other;
    }

    private static boolean isWithin(int value, int max) {
        return value >= 0 && value <= max;
    }

    /** Of ASCII digits only; -1 otherwise. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
