package be.enbro.soho.validation;

import be.enbro.soho.json.RawNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A field type: validation and conversion of a JSON value. Each factory method is a row of the table in section 4 of
 * the contract's rules.
 *
 * <p>Immutable; meant to be held in a constant. Only the first check that fails is reported.
 */
public final class FieldType<T> {

    public static final String INVALID_FORMAT = "is in invalid format";

    private static final int STRING_SIZE = 255;
    private static final String DATE_PATTERN = "^(19|[2-9][0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}$";
    private static final int DECIMAL_DIGITS_BEFORE_POINT = 20;
    private static final int DECIMAL_DIGITS_AFTER_POINT = 10;

    /** The texts that a boolean accepts for true. */
    static final List<String> YES =
            List.of("1", "on", "On", "ON", "t", "T", "true", "True", "TRUE", "y", "Y", "yes", "Yes", "YES");

    private static final List<String> NO =
            List.of("0", "off", "Off", "OFF", "f", "F", "false", "False", "FALSE", "n", "N", "no", "No", "NO");
    private static final Map<Object, Boolean> BOOLEANS = booleans();

    /** The texts that a boolean accepts, those for true first. */
    static final List<String> BOOLEAN_TEXTS =
            Stream.of(YES, NO).flatMap(List::stream).toList();

    /** Returns the value, or null after adding an error to the path. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(Object sent, FieldPath path);
    }

    /** Returns the schema of the values that a request, or a merge patch, accepts. */
    @FunctionalInterface
    private interface Schema {
        Map<String, Object> of(boolean isPatch);
    }

    private final Reader<T> reader;
    private final boolean handlesBlank;

    /** Computed when needed, because an object's parser may be of a class that is being initialised. */
    private final Schema schema;

    private FieldType(Reader<T> reader, boolean handlesBlank, Schema schema) {
        this.reader = reader;
        this.handlesBlank = handlesBlank;
        this.schema = schema;
    }

    private FieldType(Map<String, Object> schema, Reader<T> reader) {
        this(reader, false, isPatch -> schema);
    }

    /** Returns the schema of the accepted values. Conversions of the value do not change it. */
    public Map<String, Object> schema() {
        return schema.of(false);
    }

    /**
     * Returns the names of an object's fields, those of objects in it joined by dots, in the order in which their errors are
     * reported.
     */
    public List<String> fieldNames() {
        return fieldNames("", schema()).toList();
    }

    private static Stream<String> fieldNames(String path, Map<?, ?> schema) {
        return ((Map<?, ?>) schema.get("properties")).entrySet().stream().flatMap(field -> {
            String name = path + field.getKey();
            Map<?, ?> type = (Map<?, ?>) field.getValue();
            return type.containsKey("properties") ? fieldNames(name + ".", type) : Stream.of(name);
        });
    }

    /** Returns the schema of the values that a merge patch accepts: an object need not have its required fields. */
    Map<String, Object> patchSchema() {
        return schema.of(true);
    }

    /** Returns this type with one more keyword in its schema, which describes a check that was added. */
    public FieldType<T> keyword(String keyword, Object value) {
        return new FieldType<>(reader, handlesBlank, isPatch -> JsonSchema.with(schema.of(isPatch), keyword, value));
    }

    /** Returns this type with another schema, which describes the checks that were added. */
    private FieldType<T> describedBy(Map<String, Object> otherSchema) {
        return new FieldType<>(reader, handlesBlank, isPatch -> otherSchema);
    }

    T read(Object sent, FieldPath path) {
        return reader.read(sent, path);
    }

    /**
     * Returns whether null and "" in a required field are reported by this type's own message instead of "must be
     * filled".
     */
    boolean handlesBlank() {
        return handlesBlank;
    }

    /**
     * A string of at most 255 code points, blank or not, without characters that PostgreSQL or UTF-8 cannot represent.
     */
    public static FieldType<String> string() {
        return string(STRING_SIZE, Function.identity());
    }

    /**
     * A string whose surrounding white space is removed before its size is checked.
     *
     * @param size the maximum number of code points
     */
    public static FieldType<String> trimmedString(int size) {
        return string(size, String::strip);
    }

    private static FieldType<String> string(int size, Function<String, String> normalisation) {
        return new FieldType<String>(
                        schema("string", "maxLength", size),
                        (sent, path) -> sent instanceof String text
                                ? normalisation.apply(text)
                                : rejected(path, "must be a string"))
                .check(text -> isWithin(size, text), "size cannot be greater than " + size)
                .check(FieldType::isStorable, INVALID_FORMAT);
    }

    /**
     * A whole number. A value outside the range of {@code long} becomes the nearest {@code long}, which exceeds every
     * bound and every id.
     */
    public static FieldType<Long> integer() {
        return new FieldType<>(JsonSchema.WHOLE_NUMBER, (sent, path) -> {
            NumberText number = sent instanceof RawNumber json
                    ? NumberText.decimal(json.text())
                    : sent instanceof String text ? NumberText.integer(text) : null;
            return number != null && number.isWhole() ? number.nearestLong() : rejected(path, "must be an integer");
        });
    }

    /** A decimal of at most 20 digits before and 10 after the point, not counting outer zeros. */
    public static FieldType<BigDecimal> decimal() {
        return new FieldType<>(JsonSchema.DECIMAL, (sent, path) -> {
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
        return new FieldType<>(JsonSchema.FLAG, (sent, path) -> {
            Boolean value = BOOLEANS.get(sent);
            return value == null ? rejected(path, "must be boolean") : value;
        });
    }

    /** A decimal that is not negative. */
    public static FieldType<BigDecimal> amount() {
        return decimal().atLeast(0).describedBy(JsonSchema.AMOUNT);
    }

    /** A boolean that must be true. */
    public static FieldType<Boolean> consent() {
        return bool().check(accepted -> accepted, "must be true").describedBy(JsonSchema.CONSENT);
    }

    /** A date in the format {@code YYYY-MM-DD}, years 1900 to 9999. */
    public static FieldType<LocalDate> date() {
        return new FieldType<>(JsonSchema.with(JsonSchema.text(DATE_PATTERN), "format", "date"), (sent, path) -> {
            LocalDate date = sent instanceof String text ? CalendarText.date(text) : null;
            return date == null ? rejected(path, "must be a date") : date;
        });
    }

    /** A date-time of RFC 3339, truncated to milliseconds. */
    public static FieldType<Instant> time() {
        return new FieldType<>(schema("string", "format", "date-time"), (sent, path) -> {
            Instant time = sent instanceof String text ? CalendarText.time(text) : null;
            return time == null ? rejected(path, "must be a time") : time;
        });
    }

    /** One of these values, to the letter. */
    public static FieldType<String> oneOf(String... values) {
        Set<String> accepted = Set.of(values);
        String message = "must be one of: " + String.join(", ", values);
        return new FieldType<>(
                schema("string", "enum", List.of(values)),
                (sent, path) ->
                        sent instanceof String text && accepted.contains(text) ? text : rejected(path, message));
    }

    public static <T> FieldType<T> object(Function<RequestFields, T> parser) {
        return new FieldType<>(
                (sent, path) -> sent instanceof Map<?, ?> object
                        ? parser.apply(path.fields(object))
                        : rejected(path, "must be a hash"),
                true,
                isPatch -> schema(parser, new DescribedFields(isPatch)));
    }

    /**
     * An array. If it is too long, its elements are not validated.
     *
     * @param size the maximum number of elements
     */
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
                true,
                isPatch -> JsonSchema.with(schema("array", "maxItems", size), "items", elements.schema()));
    }

    private static <T> List<T> readAll(List<?> array, FieldType<T> elements, FieldPath path) {
        List<T> values = new ArrayList<>(array.size());
        for (Object sent : array) {
            values.add(elements.read(sent, path.element(values.size())));
        }
        return values;
    }

    /** A number that is not smaller than the bound. */
    public FieldType<T> atLeast(long bound) {
        return check(number -> compare(number, bound) >= 0, "must be greater than or equal to " + bound)
                .keyword("minimum", bound);
    }

    /** A number that is not greater than the bound. */
    public FieldType<T> atMost(long bound) {
        return check(number -> compare(number, bound) <= 0, "must be less than or equal to " + bound)
                .keyword("maximum", bound);
    }

    private static int compare(Object number, long bound) {
        return number instanceof BigDecimal decimal
                ? decimal.compareTo(BigDecimal.valueOf(bound))
                : Long.compare((Long) number, bound);
    }

    /** A text that the pattern, in the syntax of ECMAScript too, matches as a whole. */
    public FieldType<T> matching(Pattern pattern) {
        return check(text -> pattern.matcher((String) text).matches(), INVALID_FORMAT)
                .keyword("pattern", pattern.pattern());
    }

    public FieldType<T> check(Predicate<? super T> condition, String message) {
        return convert(value -> condition.test(value) ? value : null, message);
    }

    /** Converts the value; null from the function is rejected with the message. */
    public <R> FieldType<R> convert(Function<? super T, ? extends R> function, String message) {
        return new FieldType<>(
                (sent, path) -> {
                    T value = reader.read(sent, path);
                    if (value == null) {
                        return null;
                    }
                    R result = function.apply(value);
                    return result == null ? rejected(path, message) : result;
                },
                handlesBlank,
                schema);
    }

    public <R> FieldType<R> map(Function<? super T, ? extends R> function) {
        return new FieldType<>(
                (sent, path) -> {
                    T value = reader.read(sent, path);
                    return value == null ? null : function.apply(value);
                },
                handlesBlank,
                schema);
    }

    /**
     * Validates like this type but keeps the value as sent: the string itself, of at most 255 code points, or the plain
     * decimal text of a JSON number.
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
                handlesBlank,
                schema);
    }

    private static Map<String, Object> schema(Function<RequestFields, ?> parser, DescribedFields fields) {
        parser.apply(fields);
        return fields.schema();
    }

    private static Map<String, Object> schema(String type, String keyword, Object value) {
        return JsonSchema.with(Map.of("type", type), keyword, value);
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

    /** PostgreSQL does not accept U+0000, and UTF-8 cannot encode unpaired surrogates. */
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
        YES.forEach(yes -> booleans.put(yes, true));
        NO.forEach(no -> booleans.put(no, false));
        return booleans;
    }
}
