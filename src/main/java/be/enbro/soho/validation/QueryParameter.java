package be.enbro.soho.validation;

/** A required query parameter; the path of its errors is its name. */
public record QueryParameter<T>(String name, FieldType<T> type) {
    /** Parses the parameter as sent, null if it is absent. */
    public Validated<T> parse(String sent) {
        FieldPath path = FieldPath.root(name);
        T value = null;
        if (sent == null) {
            path.reject("is missing");
        } else if (sent.isEmpty()) {
            path.reject("must be filled");
        } else {
            value = type.read(sent, path);
        }
        return new Validated<>(value, path.errors());
    }
}
