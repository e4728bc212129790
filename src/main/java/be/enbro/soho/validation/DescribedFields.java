package be.enbro.soho.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records which fields a parser reads, instead of reading them: the properties of an object's schema. */
final class DescribedFields implements RequestFields {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /** Returns the schema of the object, with its properties in the order in which their errors are reported. */
    Map<String, Object> schema() {
        return required.isEmpty()
                ? Map.of("type", "object", "properties", properties)
                : Map.of("type", "object", "required", required, "properties", properties);
    }

    @Override
    public <T> T required(String name, FieldType<T> type) {
        required.add(name);
        properties.put(name, notBlank(type.schema()));
        return null;
    }

    @Override
    public <T> T optional(String name, FieldType<T> type, T defaultValue) {
        Map<String, Object> schema = type.schema();
        properties.put(name, defaultValue == null ? schema : JsonSchema.with(schema, "default", defaultValue));
        return defaultValue;
    }

    /** An empty string is refused, as if it were absent. */
    private static Map<String, Object> notBlank(Map<String, Object> schema) {
        boolean isText =
                "string".equals(schema.get("type")) && !schema.containsKey("enum") && !schema.containsKey("pattern");
        return isText ? JsonSchema.with(schema, "minLength", 1) : schema;
    }
}
