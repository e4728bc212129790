package be.enbro.soho.customers;

/**
 * The shape of an email address: one {@code @}, no space, a domain of at least two labels; and no character that makes two
 * emails of what everybody reads as one.
 */
final class EmailAddress {

    static final int MAX_SIZE = 254;

    private static final int MAX_ASCII = 0x7F;

    private EmailAddress() {}

    static boolean isWellFormed(String email) {
        int at = email.indexOf('@');
        return at > 0 && email.indexOf('@', at + 1) < 0 && !hasUnwanted(email) && isDomain(email.substring(at + 1));
    }

    /** Letter by letter, so that it never grows beyond its size: whole strings lower "İ" to two characters. */
    static String lowerCase(String email) {
        int[] lower = email.codePoints().map(Character::toLowerCase).toArray();
        return new String(lower, 0, lower.length);
    }

    private static boolean hasUnwanted(String email) {
        return email.codePoints().anyMatch(c -> isSpace(c) || isInvisible(c) || isAsciiInDisguise(c));
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Unicode's categories Cc and Cf. */
    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT;
    }

    /** The Kelvin sign is a "k" in lower case, and "İ" an "i". */
    private static boolean isAsciiInDisguise(int c) {
        return c > MAX_ASCII && Character.toLowerCase(c) <= MAX_ASCII;
    }

    private static boolean isDomain(String domain) {
        return domain.indexOf('.') > 0 && !domain.endsWith(".") && !domain.contains("..");
    }
}
