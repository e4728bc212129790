package be.enbro.soho.portal;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON as HTML: indented, and with an element around each name, text, and other value for the stylesheet. */
final class HighlightedJson {
    private static final String INDENT = "  ";

    private HighlightedJson() {}

    static String of(JsonValue value) {
        return html(value, "\n");
    }

    private static String html(JsonValue value, String line) {
        if (value instanceof JsonObject object) {
            Collection<String> members = object.entrySet().stream()
                    .map(member -> member(member, line + INDENT))
                    .toList();
            return enclosed('{', members, '}', line);
        }
        if (value instanceof JsonArray array) {
            Collection<String> elements =
                    array.stream().map(element -> html(element, line + INDENT)).toList();
            return enclosed('[', elements, ']', line);
        }
        return value instanceof JsonString ? element("i", value.toString()) : element("b", value.toString());
    }

    private static String member(Map.Entry<String, JsonValue> member, String line) {
        return element("span", '"' + member.getKey() + '"') + ": " + html(member.getValue(), line);
    }

    private static String enclosed(char begin, Collection<String> parts, char end, String line) {
        if (parts.isEmpty()) {
            return "" + begin + end;
        }
        return parts.stream()
                .map(part -> line + INDENT + part)
                .collect(Collectors.joining(",", String.valueOf(begin), line + end));
    }

    private static String element(String name, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }
}
