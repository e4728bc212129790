package be.enbro.soho.params;

/** A constant that has its own word on the wire and in the database. */
public interface Term {

    String term();

    /** The constant with that word. */
    static <E extends Enum<E> & Term> E of(Class<E> type, String term) {
        for (E constant : type.getEnumConstants()) {
            if (constant.term().equals(term)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + term);
    }
}
