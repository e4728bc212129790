package be.enbro.soho.validation;

import be.enbro.soho.errors.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns the JSON of a request into a record by its form, or into the complete list of its errors. */
public final class RequestParser {

    private RequestParser() {}

    /** The one object under the root key. */
    public static <T> Validated<T> parse(Object json, String root, Function<RequestFields, T> form) {
        FieldPath path = FieldPath.root(root);
        T value = under(json, root, path) ? FieldType.object(form).read(((Map<?, ?>) json).get(root), path) : null;
        return new Validated<>(value, path.errors());
    }

    /**
     * Each element of the list under the root key, itself an object with an inner root key.
     *
     * @param size how many elements are allowed; one at least is required
     * @return null if the list itself is refused; else each element with its own errors, and all of them together
     */
    public static <T> Validated<List<Validated<T>>> parseEach(
            Object json, String root, String innerRoot, Function<RequestFields, T> form, int size) {
        FieldPath path = FieldPath.root(root);
        List<?> elements = under(json, root, path) ? elements(((Map<?, ?>) json).get(root), size, path) : null;
        return elements == null ? new Validated<>(null, path.errors()) : each(elements, innerRoot, form);
    }

    private static boolean under(Object json, String root, FieldPath path) {
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
            List<?> elements, String root, Function<RequestFields, T> form) {
        List<Validated<T>> each = new ArrayList<>(elements.size());
        List<ApiError> errors = new ArrayList<>(0);
        for (int i = 0; i < elements.size(); i++) {
            Validated<T> element = indexed(parse(elements.get(i), root, form), i);
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
