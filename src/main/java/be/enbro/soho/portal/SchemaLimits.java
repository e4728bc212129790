package be.enbro.soho.portal;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;

/** The keywords of a JSON Schema that limit a value, in words. */
final class SchemaLimits {
    private SchemaLimits() {}

    static Stream<String> of(JsonObject schema) {
        return Stream.of(
                        format(schema),
                        range(schema, "minimum", "maximum", ""),
                        one(schema, "exclusiveMinimum", "more than "),
                        one(schema, "exclusiveMaximum", "less than "),
                        range(schema, "minLength", "maxLength", " characters"),
                        range(schema, "minItems", "maxItems", " items"),
                        one(schema, "default", "default "),
                        example(schema))
                .flatMap(List::stream);
    }

    /** Without the sizes of integers, which only generators of clients need. */
    private static List<String> format(JsonObject schema) {
        String format = schema.getString("format", "");
        return format.isEmpty() || format.startsWith("int") ? List.of() : List.of(format);
    }

    private static List<String> one(JsonObject schema, String keyword, String before) {
        return schema.containsKey(keyword) ? List.of(before + SchemaFields.plain(schema.get(keyword))) : List.of();
    }

    private static List<String> example(JsonObject schema) {
        JsonArray examples =
                schema.getOrDefault("examples", JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
        return examples.stream()
                .limit(1)
                .map(first -> "for example " + SchemaFields.plain(first))
                .toList();
    }

    private static List<String> range(JsonObject schema, String minimum, String maximum, String unit) {
        boolean hasMinimum = schema.containsKey(minimum);
        boolean hasMaximum = schema.containsKey(maximum);
        if (!hasMinimum && !hasMaximum) {
            return List.of();
        }
        if (!hasMaximum) {
            return List.of("at least " + schema.get(minimum) + unit);
        }
        if (!hasMinimum) {
            return List.of("at most " + schema.get(maximum) + unit);
        }
        boolean isExact = schema.get(minimum).equals(schema.get(maximum));
        return List.of((isExact ? "" : schema.get(minimum) + " to ") + schema.get(maximum) + unit);
    }
}
