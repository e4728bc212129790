package be.enbro.soho.paging;

/**
 * Which page of a list is wanted (section 5 of the contract's rules).
 *
 * @param page 1 to 2147483647
 * @param per records a page, 1 to 25
 */
public record PageRequest(int page, int per) {

    private static final int MAX_PER = 25;

    /** From the query's parameters, null if absent; whatever they say, there is an answer. */
    public static PageRequest of(String page, String per) {
        int asked = leadingNumber(per);
        return new PageRequest(Math.max(1, leadingNumber(page)), asked == 0 ? MAX_PER : Math.min(asked, MAX_PER));
    }

    /** How many records come before the page. */
    public long offset() {
        return (page - 1L) * per;
    }

    /** Whether a list of so many records ends before this page. */
    public boolean isBeyond(long total) {
        return offset() >= total;
    }

    /** The digits that the text begins with, after space and a plus; 0 if there are none, at most 2147483647. */
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
