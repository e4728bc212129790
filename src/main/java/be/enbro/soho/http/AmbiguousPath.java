package be.enbro.soho.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Paths that two components could interpret differently, because one decodes, normalises or removes what another
 * compares as text. No path of the API needs such characters, so all of these paths are rejected (contract extensions,
 * section 1).
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

    /**
     * Returns whether a path is ambiguous. An empty segment at the end is not.
     *
     * @param path as sent, without the query
     */
    public static boolean matches(String path) {
        return !isPlain(path) && (AMBIGUOUS.matcher(path).find() || path.indexOf('%') >= 0 && !isUtf8(path));
    }

    /**
     * Returns whether the path contains only letters, digits, hyphens, underscores and single slashes, as nearly all
     * paths do.
     */
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

    /**
     * Checks a path without malformed percent-encoding: where UTF-8 is malformed, URLDecoder inserts U+FFFD, which no
     * client sends.
     */
    private static boolean isUtf8(String path) {
        return URLDecoder.decode(path, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
    }
}
