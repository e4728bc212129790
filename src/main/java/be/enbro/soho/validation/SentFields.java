package be.enbro.soho.validation;

import java.util.Map;

/** The fields of a JSON object that a client sent. */
record SentFields(Map<?, ?> object, FieldPath path) implements RequestFields {
    @Override
    public <T> T required(String name, FieldType<T> type) {
        Object sent = object.get(name);
        if (!has(name)) {
            return reject(name, "is missing");
        }
        if (isBlank(sent) && !type.handlesBlank()) {
            return reject(name, "must be filled");
        }
        return type.read(sent, path.child(name));
    }

    @Override
    public <T> T optional(String name, FieldType<T> type, T defaultValue) {
        Object sent = object.get(name);
        return isBlank(sent) ? defaultValue : type.read(sent, path.child(name));
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    private static boolean isBlank(Object sent) {
        return sent == null || "".equals(sent);
    }

    <T> T reject(String name, String message) {
        path.child(name).reject(message);
        return null;
    }
}
