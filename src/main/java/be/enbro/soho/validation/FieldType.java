package be.enbro.soho.validation;

import be.enbro.soho.json.RawNumber;
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
public final class FieldType<T> {

    public static final String INVALID_FORMAT = "is in invalid format";

    private static final int STRING_SIZE = 255;
    private static final int DECIMAL_DIGITS_BEFORE_POINT = 20;
    private static final int DECIMAL_DIGITS_AFTER_POINT = 10;
    private static final Map<Object, Boolean> BOOLEANS = booleans();

    /** The value; null after the path has been told what is wrong. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(Object sent, FieldPath path);
    }

    private final Reader<T> reader;
    private final boolean handlesBlank;

    private FieldType(Reader<T> reader, boolean handlesBlank) {
        this.reader = reader;
        this.handlesBlank = handlesBlank;
    }

    private FieldType(Reader<T> reader) {
        this(reader, false);
    }

    T read(Object sent, FieldPath path) {
        return reader.read(sent, path);
    }

    /** Whether null and "" in a required field get this kind's own message, not "must be filled". */
    boolean handlesBlank() {
        return handlesBlank;
    }

    /** At most 255 code points, blank or not, that every consumer of text can take. */
    public static FieldType<String> string() {
        return string(STRING_SIZE, Function.identity());
    }

    /** Surrounding space goes first, then it is at most so many code points. */
    public static FieldType<String> trimmedString(int size) {
        return string(size, String::strip);
    }

    private static FieldType<String> string(int size, Function<String, String> before) {
        return new FieldType<String>((sent, path) ->
                        sent instanceof String text ? before.apply(text) : rejected(path, "must be a string"))
                .check(text -> isWithin(size, text), "size cannot be greater than " + size)
                .check(FieldType::isStorable, INVALID_FORMAT);
    }

    /** Whole numbers; what a long does not hold becomes the nearest long, which no bound or id of ours reaches. */
    public static FieldType<Long> integer() {
        return new FieldType<>((sent, path) -> {
            NumberText number = sent instanceof RawNumber json
                    ? NumberText.decimal(json.text())
                    : sent instanceof String text ? NumberText.integer(text) : null;
            return number != null && number.isWhole() ? number.nearestLong() : rejected(path, "must be an integer");
        });
    }

    /** At most 20 digits before and 10 after the point, outer zeros not counted. */
    public static FieldType<BigDecimal> decimal() {
        return new FieldType<>((sent, path) -> {
            NumberText number = numberIn(sent);
            if (number == null) {
                return rejected(path, "must be a decimal");
            }
            return number.fits(DECIMAL_DIGITS_BEFORE_POINT, DECIMAL_DIGITS_AFTER_POINT)
                    ? number.value()
                    : rejected(path, INVALID_FORMAT);
        });
    }

    public static FieldType<Boolean> bool() {
        return new FieldType<>((sent, path) -> {
            Boolean value = BOOLEANS.get(sent);
            return value == null ? rejected(path, "must be boolean") : value;
        });
    }

    /** {@code YYYY-MM-DD}, a day of the years 1900 to 9999. */
    public static FieldType<LocalDate> date() {
        return new FieldType<>((sent, path) -> {
            LocalDate date = sent instanceof String text ? CalendarText.date(text) : null;
            return date == null ? rejected(path, "must be a date") : date;
        });
    }

    /** A date-time of RFC 3339, truncated to the millisecond, which is all that is kept. */
    public static FieldType<Instant> time() {
        return new FieldType<>((sent, path) -> {
            Instant time = sent instanceof String text ? CalendarText.time(text) : null;
            return time == null ? rejected(path, "must be a time") : time;
        });
    }

    /** One of the constants, by its {@linkplain WireName#wireName() word}. */
    public static <E extends Enum<E> & WireName> FieldType<E> oneOf(Class<E> type) {
        Map<Object, E> constants = new HashMap<>();
        List<String> terms = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            constants.put(constant.wireName(), constant);
            terms.add(constant.wireName());
        }
        String message = "must be one of: " + String.join(", ", terms);
        return new FieldType<>((sent, path) -> {
            E constant = constants.get(sent);
            return constant == null ? rejected(path, message) : constant;
        });
    }

    public static <T> FieldType<T> object(Function<RequestFields, T> form) {
        return new FieldType<>(
                (sent, path) -> sent instanceof Map<?, ?> object
                        ? form.apply(new RequestFields(object, path))
                        : rejected(path, "must be a hash"),
                true);
    }

    /** A list; the elements of one that is too long are not looked at. */
    public static <T> FieldType<List<T>> array(int size, FieldType<T> elements) {
        return new FieldType<>(
                (sent, path) -> {
                    if (!(sent instanceof List<?> array)) {
                        return rejected(path, "must be an array");
                    }
                    return array.size() > size
                            ? rejected(path, "size cannot be greater than " + size)
                            : readAll(array, elements, path);
                },
                true);
    }

    private static <T> List<T> readAll(List<?> array, FieldType<T> elements, FieldPath path) {
        List<T> values = new ArrayList<>(array.size());
        for (Object sent : array) {
            values.add(elements.read(sent, path.child(Integer.toString(values.size()))));
        }
        return values;
    }

    public FieldType<T> check(Predicate<? super T> holds, String message) {
        return convert(value -> holds.test(value) ? value : null, message);
    }

    /** Turned into something else; what the function has no answer for (null) is refused. */
    public <R> FieldType<R> convert(Function<? super T, ? extends R> next, String message) {
        return new FieldType<>(
                (sent, path) -> {
                    T value = reader.read(sent, path);
                    if (value == null) {
                        return null;
                    }
                    R result = next.apply(value);
                    return result == null ? rejected(path, message) : result;
                },
                handlesBlank);
    }

    public <R> FieldType<R> map(Function<? super T, ? extends R> next) {
        return new FieldType<>(
                (sent, path) -> {
                    T value = reader.read(sent, path);
                    return value == null ? null : next.apply(value);
                },
                handlesBlank);
    }

    /**
     * Checked like this kind, but kept as it was written: the string itself, of at most
     * 255 code points, or a JSON number's plain decimal text.
     */
    public FieldType<String> verbatim() {
        return new FieldType<>(
                (sent, path) -> {
                    if (reader.read(sent, path) == null) {
                        return null;
                    }
                    if (!(sent instanceof String text)) {
                        return numberIn(sent).plainText(DECIMAL_DIGITS_AFTER_POINT);
                    }
                    return isWithin(STRING_SIZE, text)
                            ? text
                            : rejected(path, "size cannot be greater than " + STRING_SIZE);
                },
                handlesBlank);
    }

    private static <T> T rejected(FieldPath path, String message) {
        path.reject(message);
        return null;
    }

    private static NumberText numberIn(Object sent) {
        if (sent instanceof RawNumber json) {
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
        booleans.put(new RawNumber("1"), true);
        booleans.put(new RawNumber("0"), false);
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
