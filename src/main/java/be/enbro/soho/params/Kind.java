package be.enbro.soho.params;

import be.enbro.soho.json.JsonNumberText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a field accepts and what becomes of it: the rows of the table in section 4 of the contract's rules.
 *
 * <p>An immutable value, to be kept in a constant. Of its checks only the first that fails is answered.
 */
public final class Kind<T> {

    public static final String INVALID_FORMAT = "is in invalid format";

    private static final int STRING_SIZE = 255;
    private static final int DECIMAL_DIGITS_BEFORE_POINT = 20;
    private static final int DECIMAL_DIGITS_AFTER_POINT = 10;
    private static final Map<Object, Boolean> BOOLEANS = booleans();

    /** The value; null after the place has been told what is wrong. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(Object sent, Place place);
    }

    private final Reader<T> reader;
    private final boolean answersForBlank;

    private Kind(Reader<T> reader, boolean answersForBlank) {
        this.reader = reader;
        this.answersForBlank = answersForBlank;
    }

    private Kind(Reader<T> reader) {
        this(reader, false);
    }

    T read(Object sent, Place place) {
        return reader.read(sent, place);
    }

    /** Whether null and "" in a required field get this kind's own message, not "must be filled". */
    boolean answersForBlank() {
        return answersForBlank;
    }

    /** At most 255 code points, blank or not, that every consumer of text can take. */
    public static Kind<String> string() {
        return string(STRING_SIZE, Function.identity());
    }

    /** Surrounding space goes first, then it is at most so many code points. */
    public static Kind<String> strippedString(int size) {
        return string(size, String::strip);
    }

    private static Kind<String> string(int size, Function<String, String> before) {
        return new Kind<String>((sent, place) ->
                        sent instanceof String text ? before.apply(text) : refused(place, "must be a string"))
                .check(text -> isWithin(size, text), "size cannot be greater than " + size)
                .check(Kind::isStorable, INVALID_FORMAT);
    }

    /** Whole numbers; what a long does not hold becomes the nearest long, which no bound or id of ours reaches. */
    public static Kind<Long> integer() {
        return new Kind<>((sent, place) -> {
            NumberText number = sent instanceof JsonNumberText json
                    ? NumberText.decimal(json.text())
                    : sent instanceof String text ? NumberText.integer(text) : null;
            return number != null && number.isWhole() ? number.nearestLong() : refused(place, "must be an integer");
        });
    }

    /** At most 20 digits before and 10 after the point, outer zeros not counted. */
    public static Kind<BigDecimal> decimal() {
        return new Kind<>((sent, place) -> {
            NumberText number = numberIn(sent);
            if (number == null) {
                return refused(place, "must be a decimal");
            }
            return number.fits(DECIMAL_DIGITS_BEFORE_POINT, DECIMAL_DIGITS_AFTER_POINT)
                    ? number.value()
                    : refused(place, INVALID_FORMAT);
        });
    }

    public static Kind<Boolean> bool() {
        return new Kind<>((sent, place) -> {
            Boolean value = BOOLEANS.get(sent);
            return value == null ? refused(place, "must be boolean") : value;
        });
    }

    /** {@code YYYY-MM-DD}, a day of the years 1900 to 9999. */
    public static Kind<LocalDate> date() {
        return new Kind<>((sent, place) -> {
            LocalDate date = sent instanceof String text ? CalendarText.date(text) : null;
            return date == null ? refused(place, "must be a date") : date;
        });
    }

    /** A date-time of RFC 3339, truncated to the millisecond, which is all that is kept. */
    public static Kind<Instant> time() {
        return new Kind<>((sent, place) -> {
            Instant time = sent instanceof String text ? CalendarText.time(text) : null;
            return time == null ? refused(place, "must be a time") : time;
        });
    }

    /** One of the constants, by its {@linkplain Term#term() word}. */
    public static <E extends Enum<E> & Term> Kind<E> oneOf(Class<E> type) {
        Map<Object, E> constants = new HashMap<>();
        List<String> terms = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(constant.term(), constant);
            terms.add(constant.term());
        }
        String message = "must be one of: " + String.join(", ", terms);
        return new Kind<>((sent, place) -> {
            E constant = constants.get(sent);
            return constant == null ? refused(place, message) : constant;
        });
    }

    public static <T> Kind<T> object(Function<Fields, T> form) {
        return new Kind<>(
                (sent, place) -> sent instanceof Map<?, ?> object
                        ? form.apply(new Fields(object, place))
                        : refused(place, "must be a hash"),
                true);
    }

    /** A list; the elements of one that is too long are not looked at. */
    public static <T> Kind<List<T>> array(int size, Kind<T> elements) {
        return new Kind<>(
                (sent, place) -> {
                    if (!(sent instanceof List<?> array)) {
                        return refused(place, "must be an array");
                    }
                    return array.size() > size
                            ? refused(place, "size cannot be greater than " + size)
                            : readAll(array, elements, place);
                },
                true);
    }

    private static <T> List<T> readAll(List<?> array, Kind<T> elements, Place place) {
        List<T> values = new ArrayList<>(array.size());
        for (Object sent : array) {
            values.add(elements.read(sent, place.inside(Integer.toString(values.size()))));
        }
        return values;
    }

    public Kind<T> check(Predicate<? super T> holds, String message) {
        return then(value -> holds.test(value) ? value : null, message);
    }

    /** Turned into something else; what the function has no answer for (null) is refused. */
    public <R> Kind<R> then(Function<? super T, ? extends R> next, String message) {
        return new Kind<>(
                (sent, place) -> {
                    T value = reader.read(sent, place);
                    if (value == null) {
                        return null;
                    }
                    R result = next.apply(value);
                    return result == null ? refused(place, message) : result;
                },
                answersForBlank);
    }

    public <R> Kind<R> map(Function<? super T, ? extends R> next) {
        return new Kind<>(
                (sent, place) -> {
                    T value = reader.read(sent, place);
                    return value == null ? null : next.apply(value);
                },
                answersForBlank);
    }

    /**
     * Checked like this kind, but kept as it was written: the string itself, of at most
     * 255 code points, or a JSON number's plain decimal text.
     */
    public Kind<String> asSent() {
        return new Kind<>(
                (sent, place) -> {
                    if (reader.read(sent, place) == null) {
                        return null;
                    }
                    if (!(sent instanceof String text)) {
                        return numberIn(sent).plainText(DECIMAL_DIGITS_AFTER_POINT);
                    }
                    return isWithin(STRING_SIZE, text)
                            ? text
                            : refused(place, "size cannot be greater than " + STRING_SIZE);
                },
                answersForBlank);
    }

    private static <T> T refused(Place place, String message) {
        place.refuse(message);
        return null;
    }

    private static NumberText numberIn(Object sent) {
        if (sent instanceof JsonNumberText json) {
            return NumberText.decimal(json.text());
        }
        return sent instanceof String text ? NumberText.decimal(text) : null;
    }

    private static boolean isWithin(int size, String text) {
        return text.length() <= size || text.codePointCount(0, text.length()) <= size;
    }

    /** PostgreSQL takes no U+0000, and UTF-8 has no unpaired surrogates. */
    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isLowSurrogate(c)) {
                return false;
            }
            if (Character.isHighSurrogate(c) && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private static Map<Object, Boolean> booleans() {
        Map<Object, Boolean> booleans = new HashMap<>();
        booleans.put(true, true);
        booleans.put(false, false);
        booleans.put(new JsonNumberText("1"), true);
        booleans.put(new JsonNumberText("0"), false);
        for (String yes :
                List.of("1", "on", "On", "ON", "t", "T", "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES")) {
            booleans.put(yes, true);
        }
        for (String no :
                List.of("0", "off", "Off", "OFF", "f", "F", "false", "False", "FALSE", "n", "N", "no", "No", "NO")) {
            booleans.put(no, false);
        }
        return booleans;
    }
}
