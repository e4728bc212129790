package be.enbro.soho.conditional;

import java.util.regex.Pattern;

/** Evaluates an {@code If-None-Match} header (RFC 9110, section 13.1.2). */
public final class IfNoneMatch {
    private static final Pattern TAG = Pattern.compile(EntityTag.LISTED);

    private IfNoneMatch() {}

    /** Returns whether the header lists the tag, weak or strong, or is {@code *}. */
    public static boolean matches(String header, String etag) {
        return header.strip().equals("*")
                || TAG.matcher(header).results().anyMatch(tag -> tag.group(2).equals(etag));
    }
}
