package be.enbro.soho.validation;

import be.enbro.soho.errors.ApiError;
import java.util.ArrayList;
import java.util.List;

/** The path of a value in a request, and the errors collected for the whole request. */
final class FieldPath {

    private final FieldPath parent;
    private final String name;
    private final List<ApiError> errors;

    private FieldPath(FieldPath parent, String name, List<ApiError> errors) {
        this.parent = parent;
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
        return parent == null ? name : parent.path() + '.' + name;
    }
}
