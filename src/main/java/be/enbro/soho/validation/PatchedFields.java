package be.enbro.soho.validation;

import java.util.Set;

/**
 * The fields of an object in a merge patch (RFC 7396): those that it does not name are null and without an error.
 *
 * @param names receives the names of the fields that it names
 */
record PatchedFields(SentFields sent, Set<String> names) implements RequestFields {
    @Override
    public <T> T required(String name, FieldType<T> type) {
        return isNamed(name) ? sent.required(name, type) : null;
    }

    @Override
    public <T> T optional(String name, FieldType<T> type, T defaultValue) {
        return isNamed(name) ? sent.optional(name, type, defaultValue) : null;
    }

    @Override
    public RequestFields createOnly() {
        return new UnchangeableFields(sent);
    }

    private boolean isNamed(String name) {
        boolean isNamed = sent.has(name);
        if (isNamed) {
            names.add(name);
        }
        return isNamed;
    }

    private record UnchangeableFields(SentFields sent) implements RequestFields {
        @Override
        public <T> T required(String name, FieldType<T> type) {
            return optional(name, type, null);
        }

        @Override
        public <T> T optional(String name, FieldType<T> type, T defaultValue) {
            return sent.has(name) ? sent.reject(name, "cannot be changed") : null;
        }
    }
}
