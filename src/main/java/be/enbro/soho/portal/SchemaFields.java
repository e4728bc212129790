package be.enbro.soho.portal;

import be.enbro.soho.portal.ApiReference.Field;
import be.enbro.soho.portal.ApiReference.Notation;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Flattens JSON Schemas to one line a field, and collects the notations that the fields name. */
final class SchemaFields {
    private final References references;
    private final Map<String, Notation> notations = new TreeMap<>();

    SchemaFields(References references) {
        this.references = references;
    }

    /** Returns the types that the fields so far have named. */
    List<Notation> notations() {
        return List.copyOf(notations.values());
    }

    /** Returns all fields of the object, those of the objects in it after it. */
    List<Field> fields(JsonObject schema) {
        return fields("", schema);
    }

    private List<Field> fields(String parent, JsonObject schema) {
        JsonObject resolved = references.resolved(schema);
        if (resolved.containsKey("items")) {
            return fields(parent, resolved.getJsonObject("items"));
        }
        Set<String> required = strings(resolved.get("required")).collect(Collectors.toSet());
        List<Field> fields = new ArrayList<>();
        resolved.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT)
                .asJsonObject()
                .forEach((name, value) -> {
                    JsonObject property = value.asJsonObject();
                    fields.add(field(parent, name, required.contains(name), property, ""));
                    fields.addAll(fields(parent + name + ".", property));
                });
        return fields;
    }

    /** Returns the field, described by the text or else by its schema. */
    Field field(String parent, String name, boolean isRequired, JsonObject schema, String text) {
        JsonObject resolved = references.resolved(schema);
        String notation = isNotation(schema, resolved) ? notation(References.name(schema), resolved) : "";
        String described = notation.isEmpty() ? resolved.getString("description", "") : "";
        Stream<String> general = notation.isEmpty() ? SchemaLimits.of(resolved) : Stream.empty();
        return new Field(
                parent,
                name,
                isRequired,
                notation.isEmpty() ? type(resolved) : notation,
                notation,
                values(resolved),
                Stream.concat(general, SchemaLimits.of(schema)).distinct().toList(),
                resolved.getString("pattern", ""),
                text.isEmpty() ? Markdown.html(schema.getString("description", described)) : text);
    }

    private static boolean isNotation(JsonObject schema, JsonObject resolved) {
        return schema != resolved && resolved.containsKey("anyOf");
    }

    private String notation(String name, JsonObject schema) {
        if (!notations.containsKey(name)) {
            List<Field> alternatives = alternatives(schema)
                    .map(each -> field("", "", false, each, ""))
                    .toList();
            notations.put(name, new Notation(name, Markdown.html(schema.getString("description", "")), alternatives));
        }
        return name;
    }

    private static Stream<JsonObject> alternatives(JsonObject schema) {
        return schema.getOrDefault("anyOf", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
                .map(JsonValue::asJsonObject);
    }

    private String type(JsonObject schema) {
        if (schema.containsKey("items")) {
            JsonObject items = references.resolved(schema.getJsonObject("items"));
            return "array of " + type(items) + "s";
        }
        Stream<String> types = schema.containsKey("type")
                ? strings(schema.get("type"))
                : alternatives(schema).map(references::resolved).map(this::type);
        return types.distinct().collect(Collectors.joining(" or "));
    }

    private static List<String> values(JsonObject schema) {
        if (schema.containsKey("const")) {
            return List.of(plain(schema.get("const")));
        }
        return schema.getOrDefault("enum", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
                .map(SchemaFields::plain)
                .toList();
    }

    private static Stream<String> strings(JsonValue oneOrMore) {
        if (oneOrMore == null) {
            return Stream.empty();
        }
        return oneOrMore instanceof JsonArray array
                ? array.stream().map(SchemaFields::plain)
                : Stream.of(plain(oneOrMore));
    }

    /** A string without its quotation marks, anything else as in JSON. */
    static String plain(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
