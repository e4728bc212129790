package be.enbro.soho.validation;

/** A constant that has its own word on the wire and in the database. */
public interface WireName {

    String wireName();

    /** The constant with that word. */
    static <E extends Enum<E> & WireName> E of(Class<E> type, String wireName) {
        for (E constant : type.getEnumConstants()) {
            if (constant.wireName().equals(wireName)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + wireName);
    }
}
