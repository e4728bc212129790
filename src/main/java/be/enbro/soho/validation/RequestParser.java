package be.enbro.soho.validation;

import be.enbro.soho.errors.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Parses the JSON of a request into a value or the complete list of its errors. */
public final class RequestParser {

    private RequestParser() {}

    /** Parses the object under the root key. */
    public static <T> Validated<T> parse(Object json, String root, Function<RequestFields, T> parser) {
        FieldPath path = FieldPath.root(root);
        T value = hasRoot(json, root, path) ? FieldType.object(parser).read(((Map<?, ?>) json).get(root), path) : null;
        return new Validated<>(value, path.errors());
    }

    /**
     * Parses each element of the array under the root key, itself an object with an inner root key.
     *
     * @param size the maximum number of elements; at least one is required
     * @return the elements, each with its own errors, and all errors together; a null value if the array itself is
     *     invalid
     */
    public static <T> Validated<List<Validated<T>>> parseEach(
            Object json, String root, String innerRoot, Function<RequestFields, T> parser, int size) {
        FieldPath path = FieldPath.root(root);
        List<?> elements = hasRoot(json, root, path) ? elements(((Map<?, ?>) json).get(root), size, path) : null;
        return elements == null ? new Validated<>(null, path.errors()) : each(elements, innerRoot, parser);
    }

    private static boolean hasRoot(Object json, String root, FieldPath path) {
        if (json instanceof Map<?, ?> object && object.containsKey(root)) {
            return true;
        }
        path.reject("is missing");
        return false;
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

    private static <T> Validated<List<Validated<T>>> each(
            List<?> elements, String root, Function<RequestFields, T> parser) {
        List<Validated<T>> each = new ArrayList<>(elements.size());
        List<ApiError> errors = new ArrayList<>(0);
        for (int i = 0; i < elements.size(); i++) {
            Validated<T> element = indexed(parse(elements.get(i), root, parser), i);
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
