package be.enbro.soho.validation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records which fields a parser reads, instead of reading them: the properties of an object's schema. */
final class DescribedFields implements RequestFields {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final boolean isPatch;

    /** @param isPatch whether they are those of a merge patch, of which none is required */
    DescribedFields(boolean isPatch) {
        this.isPatch = isPatch;
    }

    /** Returns the schema of the object, with its properties in the order in which their errors are reported. */
    Map<String, Object> schema() {
        return required.isEmpty()
                ? Map.of("type", "object", "properties", properties)
                : Map.of("type", "object", "required", required, "properties", properties);
    }

    @Override
    public <T> T required(String name, FieldType<T> type) {
        if (!isPatch) {
            required.add(name);
        }
        properties.put(name, notBlank(schema(type)));
        return null;
    }

    @Override
    public <T> T optional(String name, FieldType<T> type, T defaultValue) {
        Map<String, Object> schema = schema(type);
        if (isPatch) {
            properties.put(name, JsonSchema.nullable(schema));
        } else {
            properties.put(name, defaultValue == null ? schema : JsonSchema.with(schema, "default", defaultValue));
        }
        return defaultValue;
    }

    @Override
    public RequestFields createOnly() {
        return isPatch ? new DescribedFields(true) : this;
    }

    private Map<String, Object> schema(FieldType<?> type) {
        return isPatch ? type.patchSchema() : type.schema();
    }

    /** An empty string is refused, as if it were absent. */
    private static Map<String, Object> notBlank(Map<String, Object> schema) {
        boolean isText =
                "string".equals(schema.get("type")) && !schema.containsKey("enum") && !schema.containsKey("pattern");
        return isText ? JsonSchema.with(schema, "minLength", 1) : schema;
    }
}
