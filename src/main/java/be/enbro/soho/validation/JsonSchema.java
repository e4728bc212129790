package be.enbro.soho.validation;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that field types accept, as JSON Schema 2020-12. Each type makes its own schema, so that the API's
 * description cannot differ from its validation.
 */
public final class JsonSchema {
    static final Map<String, Object> FLAG = reference("Flag");
    static final Map<String, Object> WHOLE_NUMBER = reference("WholeNumber");
    static final Map<String, Object> DECIMAL = reference("Decimal");

    /** A flag that must be true. */
    static final Map<String, Object> CONSENT = reference("Consent");

    /** A decimal that is not negative. */
    static final Map<String, Object> AMOUNT = reference("Amount");

    private static final String NOTATIONS = " of at most 20 digits before and 10 after the point,"
            + " as a JSON number or, so that no client rounds it, as a string.";
    private static final String DIGITS = "[0-9]{1,20}([.][0-9]{1,10})?$";
    private static final BigDecimal DECIMAL_LIMIT = BigDecimal.TEN.pow(20);

    private JsonSchema() {}

    /** Returns the schemas to which the others refer, by name: the types that have several notations. */
    public static Map<String, Object> shared() {
        Map<String, Object> shared = new LinkedHashMap<>();
        shared.put(
                "Flag",
                notations(
                        "A boolean; also the numbers `1` and `0`, written so, and the strings listed here.",
                        Map.of("type", "boolean"),
                        Map.of("type", "integer", "enum", List.of(1, 0)),
                        Map.of("type", "string", "enum", FieldType.BOOLEAN_TEXTS)));
        shared.put(
                "Consent",
                notations(
                        "True; also the number `1`, written so, and the strings listed here.",
                        Map.of("type", "boolean", "enum", List.of(true)),
                        Map.of("type", "integer", "enum", List.of(1)),
                        Map.of("type", "string", "enum", FieldType.YES)));
        shared.put(
                "WholeNumber",
                notations(
                        "A whole number, or a string of an optional sign and digits.",
                        Map.of("type", "integer"),
                        text("^[+-]?[0-9]+$")));
        shared.put(
                "Decimal",
                notations(
                        "A decimal" + NOTATIONS,
                        Map.of(
                                "type",
                                "number",
                                "exclusiveMinimum",
                                DECIMAL_LIMIT.negate(),
                                "exclusiveMaximum",
                                DECIMAL_LIMIT),
                        text("^-?" + DIGITS)));
        shared.put(
                "Amount",
                notations(
                        "A decimal that is not negative," + NOTATIONS,
                        Map.of("type", "number", "minimum", 0, "exclusiveMaximum", DECIMAL_LIMIT),
                        text("^" + DIGITS)));
        return shared;
    }

    /** Returns the schema with one more keyword. */
    static Map<String, Object> with(Map<String, Object> schema, String keyword, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(schema);
        more.put(keyword, value);
        return Collections.unmodifiableMap(more);
    }

    /** Returns the schema of the same values and null. */
    static Map<String, Object> nullable(Map<String, Object> schema) {
        return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    static Map<String, Object> text(String pattern) {
        return Map.of("type", "string", "pattern", pattern);
    }

    static Map<String, Object> reference(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    @SafeVarargs
    private static Map<String, Object> notations(String description, Map<String, Object>... schemas) {
        return Map.of("description", description, "anyOf", List.of(schemas));
    }
}
