package be.enbro.soho.paging;

/**
 * The requested page of a list (section 5 of the contract's rules).
 *
 * @param page 1 to 2147483647
 * @param per records per page, 1 to 25
 */
public record PageRequest(int page, int per) {

    private static final int MAX_PER = 25;

    /** Parses the query parameters, null if absent; every value is accepted. */
    public static PageRequest of(String page, String per) {
        int number = leadingNumber(per);
        return new PageRequest(Math.max(1, leadingNumber(page)), number == 0 ? MAX_PER : Math.min(number, MAX_PER));
    }

    /** The number of records before the page. */
    public long offset() {
        return (page - 1L) * per;
    }

    /** Returns whether a list of {@code total} records ends before this page. */
    public boolean isBeyond(long total) {
        return offset() >= total;
    }

    /**
     * Parses the leading digits of the text, after white space and a plus sign; returns 0 if there are none, and at
     * most 2147483647.
     */
    private static int leadingNumber(String text) {
        String digits = text == null ? "" : text.stripLeading();
        long number = 0;
        for (int i = digits.startsWith("+") ? 1 : 0; i < digits.length() && isDigit(digits.charAt(i)); i++) {
            number = Math.min(number * 10 + digits.charAt(i) - '0', Integer.MAX_VALUE);
        }
        return (int) number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
