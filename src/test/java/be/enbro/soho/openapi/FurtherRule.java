package be.enbro.soho.openapi;

import be.enbro.soho.json.RawNumber;
import java.math.BigDecimal;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;

/** What the server refuses although the schema accepts it, as the text of the description says. */
enum FurtherRule {
    BOUNDS_IN_STRING(
            "The bounds of a number hold for its string, too.",
            "must be (greater|less) than or equal to [0-9]+",
            (schema, value) -> schema.has("minimum") && value instanceof String),
    CHARACTERS(
            "none of them U+0000 and none an unpaired surrogate",
            "is in invalid format",
            (schema, value) -> value instanceof String text && !SchemaValues.isStorable(text)),
    FRACTION_DIGITS(
            "at most 20 digits before and 10 after the point",
            "is in invalid format",
            (schema, value) -> value instanceof RawNumber number
                    && new BigDecimal(number.text()).stripTrailingZeros().scale() > 10),
    NUMBER_AS_FLAG(
            "A boolean; also the numbers `1` and `0`, written so",
            "must be boolean",
            (schema, value) -> isOtherFlag(value)),
    CHECK_DIGIT(
            "18 digits that begin with 54 and end with the GS1 check digit", "is in invalid format", format("gsrn")),
    PHONE("A valid phone number of any country, without an extension.", "is in invalid format", format("phone-number")),
    IP("The IPv4 or IPv6 address from which the customer registered", "is in invalid format", format("ip")),
    EMAIL(
            "No control or format characters (Unicode categories Cc and Cf), and none outside ASCII whose lower case is in ASCII",
            "is in invalid format",
            format("email")),
    DAY("days (`date`) and times (`date-time`) are verified", "must be a date", format("date")),
    DAY_OF_BIRTH("The date of birth, before today in Brussels", "must be in the past", format("date")),
    TIME("a time in the future (RFC 3339)", "must be a time", format("date-time")),
    TIME_OF_EXPIRY("a time in the future (RFC 3339)", "must be in the future", format("date-time"));

    final String sentence;
    private final String message;
    private final BiPredicate<JsonNode, Object> applies;

    /**
     * @param message the pattern of the server's message
     * @param applies whether it is about this value of a schema
     */
    FurtherRule(String sentence, String message, BiPredicate<JsonNode, Object> applies) {
        this.sentence = sentence;
        this.message = message;
        this.applies = applies;
    }

    boolean explains(String error, JsonNode schema, Object value) {
        return error.matches(message) && applies.test(schema, value);
    }

    private static BiPredicate<JsonNode, Object> format(String format) {
        return (schema, value) -> schema.path("format").asString("").equals(format);
    }

    private static boolean isOtherFlag(Object value) {
        return value instanceof RawNumber number && !number.text().matches("[01]");
    }
}
