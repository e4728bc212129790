package be.enbro.soho.openapi;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What the server accepts although the schema does not, as the text of the description says. */
enum Coercion {
    NOT_GIVEN("`null` and `\"\"` in an optional field mean that it is not given."),
    SPACES_AROUND_NUMBER("A number in a string may also have spaces around it"),
    NOTATION_OF_DECIMAL("a decimal in a string may also have a sign, an exponent (`1.5e3`), no digit before the point"
            + " (`.5`) and more zeros at both ends."),
    SPACES_AROUND_EMAIL("Spaces around an email address are removed.");

    private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+([.][0-9]+)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})?");

    final String sentence;

    Coercion(String sentence) {
        this.sentence = sentence;
    }

    /**
     * Returns the request as a client would write it by the schema alone.
     *
     * @param applied receives the coercions that changed something
     */
    static Object undone(SchemaValues schemas, JsonNode schema, Object value, Set<Coercion> applied) {
        List<JsonNode> alternatives = schemas.alternatives(schema);
        JsonNode first = alternatives.get(0);
        if (value instanceof Map<?, ?> object && first.has("properties")) {
            return undone(schemas, first, object, applied);
        }
        if (value instanceof List<?> array && first.has("items")) {
            List<Object> elements = new ArrayList<>();
            array.forEach(element -> elements.add(undone(schemas, first.path("items"), element, applied)));
            return elements;
        }
        return value instanceof String text ? undone(alternatives, text, applied) : value;
    }

    private static Object undone(SchemaValues schemas, JsonNode schema, Map<?, ?> object, Set<Coercion> applied) {
        String required = schema.path("required").toString();
        Map<Object, Object> copy = new LinkedHashMap<>(object);
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            Object value = object.get(name);
            if (!object.containsKey(name)) {
                return;
            }
            if ((value == null || value.equals("")) && !required.contains('"' + name + '"')) {
                copy.remove(name);
                applied.add(NOT_GIVEN);
            } else {
                copy.put(name, undone(schemas, property.getValue(), value, applied));
            }
        });
        return copy;
    }

    private static Object undone(List<JsonNode> alternatives, String text, Set<Coercion> applied) {
        JsonNode first = alternatives.get(0);
        if (first.path("format").asString("").equals("email")) {
            return stripped(text, SPACES_AROUND_EMAIL, applied);
        }
        String type = first.path("type").asString("");
        if (!type.equals("number") && (!type.equals("integer") || first.has("enum"))) {
            return text;
        }
        String number = stripped(text, SPACES_AROUND_NUMBER, applied);
        return type.equals("number") ? plain(number, applied) : number;
    }

    private static String stripped(String text, Coercion coercion, Set<Coercion> applied) {
        String stripped = text.strip();
        if (!stripped.equals(text)) {
            applied.add(coercion);
        }
        return stripped;
    }

    private static String plain(String number, Set<Coercion> applied) {
        if (!DECIMAL.matcher(number).matches()) {
            return number;
        }
        BigDecimal value = new BigDecimal(number);
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        if (!plain.equals(number)) {
            applied.add(NOTATION_OF_DECIMAL);
        }
        return plain;
    }
}
