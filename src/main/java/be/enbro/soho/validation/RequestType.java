package be.enbro.soho.validation;

import be.enbro.soho.errors.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The type of a request body: an object or a list of objects under a root key. It parses JSON into a value or the
 * complete list of its errors, and describes the JSON that it accepts.
 *
 * <p>Immutable; meant to be held in a constant of a resource, where the API's description finds it.
 */
public final class RequestType<T> {
    /** Adds errors to the path; the value is null if there was nothing to parse. */
    @FunctionalInterface
    private interface Reader<T> {
        Validated<T> read(Object sent, FieldPath path);
    }

    private final String root;
    private final String name;
    private final Function<Object, Validated<T>> parser;
    private final Supplier<Map<String, Object>> schema;

    private RequestType(
            String root, String name, Function<Object, Validated<T>> parser, Supplier<Map<String, Object>> schema) {
        this.root = root;
        this.name = name;
        this.parser = parser;
        this.schema = schema;
    }

    /** A type whose objects have the root key. */
    private RequestType(
            String root,
            String name,
            Function<String, FieldPath> path,
            Reader<T> reader,
            Supplier<Map<String, Object>> content) {
        this(
                root,
                name,
                json -> parse(json, root, path.apply(root), reader),
                () -> Map.of("type", "object", "required", List.of(root), "properties", Map.of(root, content.get())));
    }

    private RequestType(String root, String name, Reader<T> reader, Supplier<Map<String, Object>> content) {
        this(root, name, FieldPath::root, reader, content);
    }

    /** An object under the root key, named after it in the API's description. */
    public static <T> RequestType<T> object(String root, Function<RequestFields, T> parser) {
        return object(root, root, parser);
    }

    /**
     * An object under the root key, with a name of its own in the API's description, because another type has the same
     * root.
     */
    public static <T> RequestType<T> object(String root, String name, Function<RequestFields, T> parser) {
        FieldType<T> type = FieldType.object(parser);
        return new RequestType<>(
                root, name, (sent, path) -> new Validated<>(type.read(sent, path), path.errors()), type::schema);
    }

    /**
     * A list under the root key, each of whose elements is an object with a root key of its own. The parsed elements
     * have their own errors; the value is null if the list itself is invalid.
     *
     * @param size the maximum number of elements; at least one is required
     */
    public static <T> RequestType<List<Validated<T>>> list(String root, RequestType<T> elements, int size) {
        return new RequestType<>(
                root,
                root,
                (sent, path) -> {
                    List<?> list = elements(sent, size, path);
                    return list == null ? new Validated<>(null, path.errors()) : elements.each(list);
                },
                () -> Map.of(
                        "type",
                        "array",
                        "minItems",
                        1,
                        "maxItems",
                        size,
                        "items",
                        JsonSchema.reference(elements.schemaName())));
    }

    /**
     * An array under the root key, which may be empty.
     *
     * @param name the name in the API's description
     * @param size the maximum number of elements
     */
    public static <T> RequestType<List<T>> array(String root, String name, FieldType<T> elements, int size) {
        FieldType<List<T>> type = FieldType.array(size, elements);
        return new RequestType<>(
                root, name, (sent, path) -> new Validated<>(type.read(sent, path), path.errors()), type::schema);
    }

    /**
     * A merge patch (RFC 7396) of an object under the root key, whose name in the API's description ends with {@code
     * Patch}.
     */
    public static <T> RequestType<Patch<T>> patch(String root, Function<RequestFields, T> parser) {
        FieldType<T> type = FieldType.object(parser);
        return new RequestType<>(
                root,
                root + "Patch",
                FieldPath::patch,
                (sent, path) -> {
                    T values = type.read(sent, path);
                    return new Validated<>(values == null ? null : new Patch<>(values, path.patched()), path.errors());
                },
                type::patchSchema);
    }

    /**
     * One of two types with different root keys. The first one decides if its root key is present, or neither is.
     *
     * @param name its name in the API's description, which refers to both
     */
    public static <T> RequestType<T> either(String name, RequestType<T> first, RequestType<T> second) {
        return new RequestType<>(
                first.root,
                name,
                json -> (!hasKey(first.root, json) && hasKey(second.root, json) ? second : first).parse(json),
                () -> Map.of(
                        "anyOf",
                        List.of(JsonSchema.reference(first.schemaName()), JsonSchema.reference(second.schemaName()))));
    }

    /** Parses the JSON of a request. */
    public Validated<T> parse(Object json) {
        return parser.apply(json);
    }

    private static <T> Validated<T> parse(Object json, String root, FieldPath start, Reader<T> reader) {
        if (hasKey(root, json)) {
            return reader.read(((Map<?, ?>) json).get(root), start);
        }
        start.reject("is missing");
        return new Validated<>(null, start.errors());
    }

    private static boolean hasKey(String key, Object json) {
        return json instanceof Map<?, ?> object && object.containsKey(key);
    }

    /** The root key. */
    public String root() {
        return root;
    }

    /** The name of the type, unique among all. */
    public String name() {
        return name;
    }

    /** The name of the schema in the API's description, for example {@code EanRequest}. */
    public String schemaName() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Request";
    }

    /** Returns the schema of the requests that are accepted. */
    public Map<String, Object> schema() {
        return schema.get();
    }

    private static List<?> elements(Object sent, int size, FieldPath path) {
        if (!(sent instanceof List<?> elements)) {
            path.reject("must be an array");
            return null;
        }
        if (elements.isEmpty()) {
            path.reject("must be filled");
            return null;
        }
        if (elements.size() > size) {
            path.reject("size cannot be greater than " + size);
            return null;
        }
        return elements;
    }

    private Validated<List<Validated<T>>> each(List<?> elements) {
        List<Validated<T>> each = new ArrayList<>(elements.size());
        List<ApiError> errors = new ArrayList<>(0);
        for (int i = 0; i < elements.size(); i++) {
            Validated<T> element = indexed(parse(elements.get(i)), i);
            each.add(element);
            errors.addAll(element.errors());
        }
        return new Validated<>(each, errors);
    }

    private static <T> Validated<T> indexed(Validated<T> element, int index) {
        if (element.isValid()) {
            return element;
        }
        return new Validated<>(
                element.value(),
                element.errors().stream().map(error -> error.at(index)).toList());
    }
}
