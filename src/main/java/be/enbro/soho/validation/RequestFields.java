package be.enbro.soho.validation;

/**
 * The fields of one JSON object, read in the order in which their errors are reported.
 *
 * <p>A field that is invalid is null, as is one that is absent; its error is collected.
 */
public interface RequestFields {
    <T> T required(String name, FieldType<T> type);

    /** Reads an optional field that has a default; returns null only if it is invalid. */
    <T> T optional(String name, FieldType<T> type, T defaultValue);

    /** Reads an optional field; null and "" mean that it is absent. */
    default <T> T optional(String name, FieldType<T> type) {
        return optional(name, type, null);
    }

    /** Returns the same fields, for those of them that cannot be changed later: a merge patch must not name them. */
    default RequestFields createOnly() {
        return this;
    }
}
