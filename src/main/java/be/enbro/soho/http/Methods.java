package be.enbro.soho.http;

import java.util.Set;

/** The known HTTP methods. */
final class Methods {
    private static final Set<String> KNOWN =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    private Methods() {}

    static boolean isKnown(String method) {
        return KNOWN.contains(method);
    }

    /** Returns the method, or {@code OTHER} for an unknown one, which may contain anything, even line breaks. */
    static String name(String method) {
        return isKnown(method) ? method : "OTHER";
    }
}
