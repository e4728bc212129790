package be.enbro.soho.params;

import be.enbro.soho.errors.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns the JSON of a request into a record by its form, or into the complete list of its errors. */
public final class Params {

    private Params() {}

    /** The one object under the root key. */
    public static <T> Parsed<T> parse(Object json, String root, Function<Fields, T> form) {
        Place place = Place.root(root);
        T value = under(json, root, place) ? Kind.object(form).read(((Map<?, ?>) json).get(root), place) : null;
        return new Parsed<>(value, place.errors());
    }

    /**
     * Each element of the list under the root key, itself an object with an inner root key.
     *
     * @param size how many elements are allowed; one at least is required
     * @return null if the list itself is refused; else each element with its own errors, and all of them together
     */
    public static <T> Parsed<List<Parsed<T>>> parseEach(
            Object json, String root, String innerRoot, Function<Fields, T> form, int size) {
        Place place = Place.root(root);
        List<?> elements = under(json, root, place) ? elements(((Map<?, ?>) json).get(root), size, place) : null;
        return elements == null ? new Parsed<>(null, place.errors()) : each(elements, innerRoot, form);
    }

    private static boolean under(Object json, String root, Place place) {
        if (json instanceof Map<?, ?> object && object.containsKey(root)) {
            return true;
        }
        place.refuse("is missing");
        return false;
    }

    private static List<?> elements(Object sent, int size, Place place) {
        if (!(sent instanceof List<?> elements)) {
            place.refuse("must be an array");
            return null;
        }
        if (elements.isEmpty()) {
            place.refuse("must be filled");
            return null;
        }
        if (elements.size() > size) {
            place.refuse("size cannot be greater than " + size);
            return null;
        }
        return elements;
    }

    private static <T> Parsed<List<Parsed<T>>> each(List<?> elements, String root, Function<Fields, T> form) {
        List<Parsed<T>> each = new ArrayList<>(elements.size());
        List<ApiError> errors = new ArrayList<>(0);
        for (int i = 0; i < elements.size(); i++) {
            Parsed<T> element = indexed(parse(elements.get(i), root, form), i);
            each.add(element);
            errors.addAll(element.errors());
        }
        return new Parsed<>(each, errors);
    }

    private static <T> Parsed<T> indexed(Parsed<T> element, int index) {
        if (element.isValid()) {
            return element;
        }
        return new Parsed<>(
                element.value(),
                element.errors().stream().map(error -> error.at(index)).toList());
    }
}
