package be.enbro.soho.http;

import java.util.Set;

/** The methods of HTTP that exist. */
final class Methods {
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private Methods() {}

    static boolean isKnown(String method) {
        return KNOWN.contains(method);
    }

    /** The method itself, or {@code OTHER}: what does not exist may hold anything, line breaks too. */
    static String name(String method) {
        return isKnown(method) ? method : "OTHER";
    }
}
