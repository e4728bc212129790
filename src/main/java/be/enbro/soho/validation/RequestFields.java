package be.enbro.soho.validation;

import java.util.Map;

/**
 * The fields of one JSON object, read in the order in which their errors are to be answered.
 *
 * <p>A field that failed is null, like one that was not given; its error is kept.
 */
public final class RequestFields {

    private final Map<?, ?> object;
    private final FieldPath path;

    RequestFields(Map<?, ?> object, FieldPath path) {
        this.object = object;
        this.path = path;
    }

    public <T> T required(String name, FieldType<T> kind) {
        Object sent = object.get(name);
        if (sent == null && !object.containsKey(name)) {
            return reject(name, "is missing");
        }
        if (isBlank(sent) && !kind.handlesBlank()) {
            return reject(name, "must be filled");
        }
        return kind.read(sent, path.child(name));
    }

    public <T> T optional(String name, FieldType<T> kind) {
        return optional(name, kind, null);
    }

    /** An optional field that has a default; null only if it failed. */
    public <T> T optional(String name, FieldType<T> kind, T otherwise) {
        Object sent = object.get(name);
        return isBlank(sent) ? otherwise : kind.read(sent, path.child(name));
    }

    private static boolean isBlank(Object sent) {
        return sent == null || "".equals(sent);
    }

    private <T> T reject(String name, String message) {
        path.child(name).reject(message);
        return null;
    }
}
