package be.enbro.soho.validation;

/**
 * An id in a path.
 *
 * @param value 0, which no record has, for what is not a number of our range: it is not found like any other unknown id
 */
public record IdParam(long value) {
    private static final int MAX_DIGITS = 18;

    /** What JAX-RS makes of a path parameter. */
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
