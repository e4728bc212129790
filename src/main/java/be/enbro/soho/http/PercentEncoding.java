package be.enbro.soho.http;

/**
 * The syntax of percent-encoding (RFC 3986, section 2.1): a percent sign and two hexadecimal digits. Servers disagree
 * about anything else.
 */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** Returns whether a query, null if absent, has a percent sign without two digits. */
    public static boolean isMalformed(String encoded) {
        if (encoded == null) {
            return false;
        }
        for (int at = encoded.indexOf('%'); at >= 0; at = encoded.indexOf('%', at + 1)) {
            if (at + 2 >= encoded.length() || !isHex(encoded.charAt(at + 1)) || !isHex(encoded.charAt(at + 2))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(char digit) {
        return digit < 128 && Character.digit(digit, 16) >= 0;
    }
}
