package be.enbro.soho.params;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rows of the rules' table of kinds, as test cases for any field of that kind. */
public final class Shape {

    /** One thing sent at a place, and the message it must get; null: accepted. */
    public record Case(String path, String sent, String message) {

        public List<String> errors() {
            return message == null ? List.of() : List.of(path + ": " + message);
        }
    }

    private static final String FORMAT = "is in invalid format";

    /** Of any string field, whatever its own checks. */
    public static final Shape STRING = new Shape(
                    "must be a string", "5", "0", "1.5", "true", "false", "[]", "{}", "[\"a\"]")
            .and(
                    FORMAT,
                    "\"\\u0000\"",
                    "\"a\\u0000b\"",
                    "\"\\ud800\"",
                    "\"\\udc00\"",
                    "\"\\udc00\\ud800\"",
                    "\"\\ud800x\"");

    /** Of a string field without checks of its own. */
    public static final Shape TEXT = STRING.and(
                    "size cannot be greater than 255",
                    "\"<a*256>\"",
                    "\"<\ud83d\ude00*256>\"",
                    "\"<\\u0000*256>\"",
                    "\"<a*100000>\"")
            .and(
                    null,
                    "\" \"",
                    "\"a\"",
                    "\"<a*255>\"",
                    "\"<\ud83d\ude00*255>\"",
                    "\"\\ud83d\\ude00\"",
                    "\"null\"",
                    "\" a \"");

    public static final Shape INTEGER = new Shape(
            "must be an integer",
            "1.5",
            "3151e-1",
            "1e-1000000000",
            "\"1.0\"",
            "\"1e2\"",
            "\"\\u0663\"",
            "\"1 2\"",
            "\"+\"",
            "\"-\"",
            "\"--1\"",
            "\" \"",
            "\"0x1\"",
            "\"1_000\"",
            "\"abc\"",
            "true",
            "[]",
            "{}",
            "[1]");

    public static final Shape DECIMAL = new Shape(
                    "must be a decimal",
                    "\"abc\"",
                    "\" \"",
                    "\".\"",
                    "\"1.\"",
                    "\"1.e1\"",
                    "\"e1\"",
                    "\"1e\"",
                    "\"1e+\"",
                    "\"1,5\"",
                    "\"1.5.5\"",
                    "\"--1\"",
                    "\"+-1\"",
                    "\"- 1\"",
                    "\"1 2\"",
                    "\"\\u0663\"",
                    "\"0x1\"",
                    "\"1_000\"",
                    "\"NaN\"",
                    "\"Infinity\"",
                    "true",
                    "[]",
                    "{}",
                    "[1]")
            .and(
                    FORMAT,
                    "1<0*20>",
                    "\"1<0*20>\"",
                    "1e20",
                    "1e400000000",
                    "1e99999999999999999999",
                    "-1e400000000",
                    "1e-11",
                    "\"1e-400000000\"",
                    "0.00000000001",
                    "\".00000000001\"",
                    "123456789012345678901.5",
                    "\"<9*100000>\"");

    public static final Shape BOOLEAN = new Shape(
            "must be boolean",
            "2",
            "-1",
            "10",
            "\"2\"",
            "\"tRUE\"",
            "\" true\"",
            "\"oN\"",
            "\"yEs\"",
            "\" \"",
            "\"null\"",
            "[]",
            "{}",
            "[true]");

    public static final Shape DATE = new Shape(
            "must be a date",
            "\"2021-02-29\"",
            "\"1900-02-29\"",
            "\"2000-04-31\"",
            "\"2000-13-01\"",
            "\"2000-00-01\"",
            "\"2000-01-00\"",
            "\"2000-01-32\"",
            "\"1899-12-31\"",
            "\"0000-01-01\"",
            "\"10000-01-01\"",
            "\"2000-1-1\"",
            "\"00-01-01\"",
            "\"2000/01/01\"",
            "\"2000-01-01T00:00:00Z\"",
            "\" 2000-01-01\"",
            "\"2000-01-01 \"",
            "\"-200-01-01\"",
            "\"2000-01-+1\"",
            "\"\\u0662000-01-01\"",
            "\"06.04.2000\"",
            "\" \"",
            "20000406",
            "true",
            "[]",
            "{}");

    public static final Shape TIME = new Shape(
            "must be a time",
            "\"2030-01-01\"",
            "\"2030-01-01T00:00:00\"",
            "\"2030-01-01T00:00Z\"",
            "\"2030-01-01 00:00:00Z\"",
            "\"2030-02-29T00:00:00Z\"",
            "\"2030-01-01T24:00:00Z\"",
            "\"2030-01-01T00:60:00Z\"",
            "\"2030-01-01T00:00:60Z\"",
            "\"2030-01-01T00:00:00.Z\"",
            "\"2030-01-01T00:00:00,5Z\"",
            "\"2030-01-01T00:00:00+1\"",
            "\"2030-01-01T00:00:00+0100\"",
            "\"2030-01-01T00:00:00+24:00\"",
            "\"2030-01-01T00:00:00+01:60\"",
            "\"2030-01-01T00:00:00ZZ\"",
            "\"2030-01-01T00:00:00Z[UTC]\"",
            "\"2030-01-01T00:00:00.5\"",
            "\"9999-12-31T23:59:59-00:01\"",
            "\"2030-01-01T00-00:00Z\"",
            "\"2030-01-01T00:00-00Z\"",
            "\"2030-01-01T-1:00:00Z\"",
            "\" 2030-01-01T00:00:00Z\"",
            "\" \"",
            "1900000000",
            "true",
            "[]",
            "{}");

    public static final Shape OBJECT = new Shape("must be a hash", true, "5", "true", "\"a\"", "\" \"", "[]", "[{}]");

    public static final Shape ARRAY =
            new Shape("must be an array", true, "5", "true", "\"a\"", "\" \"", "{}", "{\"0\":{}}");

    private final String message;
    private final boolean answersForBlank;
    private final List<Case> cases;

    private Shape(String message, boolean answersForBlank, String... refused) {
        this(message, answersForBlank, cases(message, refused));
    }

    private Shape(String message, String... refused) {
        this(message, false, refused);
    }

    private Shape(String message, boolean answersForBlank, List<Case> cases) {
        this.message = message;
        this.answersForBlank = answersForBlank;
        this.cases = cases;
    }

    public static Shape oneOf(String... terms) {
        String message = "must be one of: " + String.join(", ", terms);
        Shape shape = new Shape(
                message,
                "\"" + terms[0].toUpperCase() + "\"",
                "\" " + terms[0] + "\"",
                "\" \"",
                "\"x\"",
                "5",
                "true",
                "[]",
                "{}",
                "[\"" + terms[0] + "\"]");
        return shape.and(null, Stream.of(terms).map(term -> '"' + term + '"').toArray(String[]::new));
    }

    /** The same with more: things that get another message, or (null) are accepted. */
    public Shape and(String message, String... sent) {
        List<Case> all = new ArrayList<>(cases);
        all.addAll(cases(message, sent));
        return new Shape(this.message, answersForBlank, all);
    }

    public Stream<Case> required(String path) {
        String blank = answersForBlank ? message : "must be filled";
        return Stream.concat(
                at(path),
                Stream.of(
                        new Case(path, "absent", "is missing"),
                        new Case(path, "null", blank),
                        new Case(path, "\"\"", blank)));
    }

    public Stream<Case> optional(String path) {
        return Stream.concat(
                at(path), Stream.of("absent", "null", "\"\"").map(nothing -> new Case(path, nothing, null)));
    }

    private Stream<Case> at(String path) {
        return cases.stream().map(each -> new Case(path, each.sent(), each.message()));
    }

    private static List<Case> cases(String message, String... sent) {
        return Stream.of(sent).map(each -> new Case(null, each, message)).toList();
    }
}
