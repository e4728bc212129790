package be.enbro.soho.validation;

import be.enbro.soho.errors.ApiError;
import java.util.ArrayList;
import java.util.List;

/** Where in a request a value stands, and the errors found in the whole of that request so far. */
final class FieldPath {

    private final FieldPath outer;
    private final String name;
    private final List<ApiError> errors;

    private FieldPath(FieldPath outer, String name, List<ApiError> errors) {
        this.outer = outer;
        this.name = name;
        this.errors = errors;
    }

    static FieldPath root(String name) {
        return new FieldPath(null, name, new ArrayList<>(0));
    }

    FieldPath child(String name) {
        return new FieldPath(this, name, errors);
    }

    void reject(String message) {
        errors.add(ApiError.params(path(), message));
    }

    List<ApiError> errors() {
        return errors;
    }

    private String path() {
        return outer == null ? name : outer.path() + '.' + name;
    }
}
