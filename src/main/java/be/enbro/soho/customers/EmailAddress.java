package be.enbro.soho.customers;

/**
 * The syntax of an email address: one {@code @}, no space, a domain of at least two labels, and no character that would
 * make two different addresses look the same.
 */
final class EmailAddress {

    static final int MAX_SIZE = 254;

    /** Everything but the characters that are forbidden because they cannot be seen or told from others. */
    static final String PATTERN = "^[^@\\s]+@[^@\\s.]+([.][^@\\s.]+)+$";

    private static final int MAX_ASCII = 0x7F;

    private EmailAddress() {}

    static boolean isWellFormed(String email) {
        int at = email.indexOf('@');
        return at > 0
                && email.indexOf('@', at + 1) < 0
                && !hasForbiddenCharacter(email)
                && isDomain(email.substring(at + 1));
    }

    /**
     * Converts each code point on its own, so that the text never grows: {@code String.toLowerCase} maps "İ" to two
     * characters.
     */
    static String lowerCase(String email) {
        int[] lower = email.codePoints().map(Character::toLowerCase).toArray();
        return new String(lower, 0, lower.length);
    }

    private static boolean hasForbiddenCharacter(String email) {
        return email.codePoints().anyMatch(c -> isSpace(c) || isInvisible(c) || lowersToAscii(c));
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Unicode categories Cc and Cf. */
    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT;
    }

    /** The lower case of the Kelvin sign is "k", and that of "İ" is "i". */
    private static boolean lowersToAscii(int c) {
        return c > MAX_ASCII && Character.toLowerCase(c) <= MAX_ASCII;
    }

    private static boolean isDomain(String domain) {
        return domain.indexOf('.') > 0 && !domain.endsWith(".") && !domain.contains("..");
    }
}
