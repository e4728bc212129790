package be.enbro.soho.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import be.enbro.soho.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JSON of a request, which a test can modify. */
public final class Body {

    private static final Pattern REPEATED = Pattern.compile("<([^<>*]+)\\*(\\d+)>");

    private final Object tree;

    private Body(Object tree) {
        this.tree = tree;
    }

    public static Body of(String json) {
        return new Body(JsonReader.parse(json.getBytes(UTF_8)));
    }

    /** Replaces the value at a path by a JSON literal, in which {@code <a*3>} stands for aaa; "absent" removes it. */
    @SuppressWarnings("unchecked")
    public Body with(String path, String literal) {
        Object inner = tree;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            inner = inner instanceof List<?> list
                    ? list.get(Integer.parseInt(names[i]))
                    : ((Map<String, Object>) inner).get(names[i]);
        }
        String name = names[names.length - 1];
        if (inner instanceof List<?> list) {
            ((List<Object>) list).set(Integer.parseInt(name), value(literal));
        } else if (literal.equals("absent")) {
            ((Map<String, Object>) inner).remove(name);
        } else {
            ((Map<String, Object>) inner).put(name, value(literal));
        }
        return this;
    }

    public Object tree() {
        return tree;
    }

    /** Returns each error as {@code path: message}. */
    public static List<String> errors(Validated<?> parsed) {
        return parsed.errors().stream()
                .map(error -> error.path() + ": " + error.message())
                .toList();
    }

    /** Returns the result of {@link #errors} for a field with this error; empty if the message is null. */
    public static List<String> error(String path, String message) {
        return message == null ? List.of() : List.of(path + ": " + message);
    }

    static Object value(String literal) {
        String expanded = REPEATED.matcher(literal)
                .replaceAll(match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
        return JsonReader.parse(expanded.getBytes(UTF_8));
    }
}
