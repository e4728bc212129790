package be.enbro.soho.validation;

/** An enum constant with a name of its own in JSON and in the database. */
public interface WireName {

    String wireName();

    /** Returns the constant with that name. */
    static <E extends Enum<E> & WireName> E of(Class<E> type, String wireName) {
        for (E constant : type.getEnumConstants()) {
            if (constant.wireName().equals(wireName)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + wireName);
    }
}
