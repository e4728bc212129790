package be.enbro.soho.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Paths that two components could read in two ways, since one decodes, normalises or drops what another compares as text.
 * None of our paths needs any of it, so all of them are refused (contract extensions, section 1).
 */
public final class AmbiguousPath {
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "[^!-~]" // a control character, a space or a raw byte outside ASCII
                    + "|[;\\\\]"
                    + "|//"
                    + "|/\\.\\.?+(?:/|$)"
                    + "|%(?![0-9a-f]{2})"
                    + "|%(?:[01].|7f)" // control characters
                    + "|%(?:2[5ef]|3b|5c)", // percent sign, dot, slash, semicolon, backslash
            Pattern.CASE_INSENSITIVE);

    private AmbiguousPath() {}

    /** Whether a path is one, given as it was sent and without its query. An empty segment at its end is not. */
    public static boolean matches(String path) {
        return !isPlain(path) && (AMBIGUOUS.matcher(path).find() || path.indexOf('%') >= 0 && !isUtf8(path));
    }

    /** Whether it has nothing but letters, digits, hyphens, underscores and single slashes, as nearly all have. */
    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean isPlain = c >= 'a' && c <= 'z'
                    || c >= '0' && c <= '9'
                    || c >= 'A' && c <= 'Z'
                    || c == '-'
                    || c == '_'
                    || c == '/' && (i == 0 || path.charAt(i - 1) != '/');
            if (!isPlain) {
                return false;
            }
        }
        return true;
    }

    /** Of a path without malformed percent-encoding: URLDecoder puts U+FFFD, which nobody sends, where UTF-8 is malformed. */
    private static boolean isUtf8(String path) {
        return URLDecoder.decode(path, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
    }
}
