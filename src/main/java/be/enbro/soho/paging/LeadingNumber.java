package be.enbro.soho.paging;

/** Reads numbers of query parameters as Ruby's {@code to_i} does, which accepts every text. */
final class LeadingNumber {
    private LeadingNumber() {}

    /**
     * Parses the leading digits of the text, after white space and a plus sign; returns 0 if there are none or the text
     * is null, and at most the limit.
     */
    static long of(String text, long limit) {
        String digits = text == null ? "" : text.stripLeading();
        long number = 0;
        for (int i = digits.startsWith("+") ? 1 : 0; i < digits.length() && isDigit(digits.charAt(i)); i++) {
            int digit = digits.charAt(i) - '0';
            if (number > (limit - digit) / 10) {
                return limit;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
