package be.enbro.soho.customers;

/** The shape of an email address: one {@code @}, no space, a domain of at least two labels. */
final class EmailAddress {

    static final int MAX_SIZE = 254;

    private EmailAddress() {}

    static boolean isWellFormed(String email) {
        int at = email.indexOf('@');
        return at > 0 && email.indexOf('@', at + 1) < 0 && !hasSpace(email) && isDomain(email.substring(at + 1));
    }

    /** Letter by letter, so that it never grows beyond its size: whole strings lower "İ" to two characters. */
    static String lowerCase(String email) {
        int[] lower = email.codePoints().map(Character::toLowerCase).toArray();
        return new String(lower, 0, lower.length);
    }

    private static boolean hasSpace(String email) {
        return email.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    private static boolean isDomain(String domain) {
        return domain.indexOf('.') > 0 && !domain.endsWith(".") && !domain.contains("..");
    }
}
