package be.enbro.soho.validation;

/**
 * An id in a path.
 *
 * @param value the id, or 0 if the text is not a number in the range of {@code long}: no record has the id 0, so it is
 *     answered like any unknown id
 */
public record IdParam(long value) {
    private static final int MAX_DIGITS = 18;

    /** Called by JAX-RS to convert a path parameter. */
    public static IdParam fromString(String text) {
        return new IdParam(isNumber(text) ? Long.parseLong(text) : 0);
    }

    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return false;
        }
        return text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }
}
