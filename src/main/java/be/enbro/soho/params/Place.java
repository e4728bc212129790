package be.enbro.soho.params;

import be.enbro.soho.errors.ApiError;
import java.util.ArrayList;
import java.util.List;

/** Where in a request a value stands, and the errors found in the whole of that request so far. */
final class Place {

    private final Place outer;
    private final String name;
    private final List<ApiError> errors;

    private Place(Place outer, String name, List<ApiError> errors) {
        this.outer = outer;
        this.name = name;
        this.errors = errors;
    }

    static Place root(String name) {
        return new Place(null, name, new ArrayList<>(0));
    }

    Place inside(String name) {
        return new Place(this, name, errors);
    }

    void refuse(String message) {
        errors.add(ApiError.params(path(), message));
    }

    List<ApiError> errors() {
        return errors;
    }

    private String path() {
        return outer == null ? name : outer.path() + '.' + name;
    }
}
