package be.enbro.soho.validation;

import be.enbro.soho.errors.ApiError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The path of a value in a request, and the errors collected for the whole request. */
final class FieldPath {

    private final FieldPath parent;
    private final String name;
    private final List<ApiError> errors;

    /** The names of the fields that a merge patch names; null in any other request. */
    private final Set<String> patched;

    private FieldPath(FieldPath parent, String name, List<ApiError> errors, Set<String> patched) {
        this.parent = parent;
        this.name = name;
        this.errors = errors;
        this.patched = patched;
    }

    static FieldPath root(String name) {
        return new FieldPath(null, name, new ArrayList<>(0), null);
    }

    /** The root of a merge patch. */
    static FieldPath patch(String name) {
        return new FieldPath(null, name, new ArrayList<>(0), new HashSet<>());
    }

    FieldPath child(String name) {
        return new FieldPath(this, name, errors, patched);
    }

    /** The path of an array's element, which a merge patch replaces as a whole. */
    FieldPath element(int index) {
        return new FieldPath(this, Integer.toString(index), errors, null);
    }

    /** Returns the fields of the object that was sent at this path. */
    RequestFields fields(Map<?, ?> object) {
        SentFields sent = new SentFields(object, this);
        return patched == null ? sent : new PatchedFields(sent, patched);
    }

    void reject(String message) {
        errors.add(ApiError.params(path(), message));
    }

    List<ApiError> errors() {
        return errors;
    }

    Set<String> patched() {
        return patched;
    }

    private String path() {
        return parent == null ? name : parent.path() + '.' + name;
    }
}
