package be.enbro.soho.openapi;

import be.enbro.soho.json.JsonReader;
import be.enbro.soho.json.RawNumber;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps, lists and scalars of Java. */
final class Json {
    private Json() {}

    static Map<String, Object> resource(String file) {
        return object(parse(Texts.resource(file)));
    }

    static Object parse(String json) {
        return plain(JsonReader.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object json) {
        return (Map<String, Object>) json;
    }

    private static Object plain(Object json) {
        if (json instanceof RawNumber number) {
            return new BigDecimal(number.text());
        }
        if (json instanceof List<?> list) {
            return list.stream().map(Json::plain).toList();
        }
        if (json instanceof Map<?, ?> object) {
            Map<String, Object> plain = new LinkedHashMap<>();
            object.forEach((key, value) -> plain.put((String) key, plain(value)));
            return plain;
        }
        return json;
    }
}
