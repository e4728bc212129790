package be.enbro.soho.validation;

import java.util.Map;

/**
 * The fields of one JSON object, read in the order in which their errors are reported.
 *
 * <p>A field that is invalid is null, as is one that is absent; its error is collected.
 */
public final class RequestFields {

    private final Map<?, ?> object;
    private final FieldPath path;

    RequestFields(Map<?, ?> object, FieldPath path) {
        this.object = object;
        this.path = path;
    }

    public <T> T required(String name, FieldType<T> type) {
        Object sent = object.get(name);
        if (sent == null && !object.containsKey(name)) {
            return reject(name, "is missing");
        }
        if (isBlank(sent) && !type.handlesBlank()) {
            return reject(name, "must be filled");
        }
        return type.read(sent, path.child(name));
    }

    public <T> T optional(String name, FieldType<T> type) {
        return optional(name, type, null);
    }

    /** Reads an optional field that has a default; returns null only if it is invalid. */
    public <T> T optional(String name, FieldType<T> type, T defaultValue) {
        Object sent = object.get(name);
        return isBlank(sent) ? defaultValue : type.read(sent, path.child(name));
    }

    private static boolean isBlank(Object sent) {
        return sent == null || "".equals(sent);
    }

    private <T> T reject(String name, String message) {
        path.child(name).reject(message);
        return null;
    }
}
