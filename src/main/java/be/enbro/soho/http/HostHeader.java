package be.enbro.soho.http;

import java.util.regex.Pattern;

/** The host that a request is sent to (RFC 9110, section 7.2): a name or address, and perhaps a port. */
public final class HostHeader {
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~-]++|\\[[0-9A-Fa-f:.]{2,}+])(?::[0-9]{0,5}+)?+");

    private HostHeader() {}

    /** Whether it is anything else, also nothing. */
    public static boolean isMalformed(String host) {
        return !HOST.matcher(host).matches();
    }
}
