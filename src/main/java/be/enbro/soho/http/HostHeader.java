package be.enbro.soho.http;

import java.util.regex.Pattern;

/** The syntax of the Host header (RFC 9110, section 7.2): a name or address, and optionally a port. */
public final class HostHeader {
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~-]++|\\[[0-9A-Fa-f:.]{2,}+])(?::[0-9]{0,5}+)?+");

    private HostHeader() {}

    /** Returns whether the value is anything else, including empty. */
    public static boolean isMalformed(String host) {
        return !HOST.matcher(host).matches();
    }
}
