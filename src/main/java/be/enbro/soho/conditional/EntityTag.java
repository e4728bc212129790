package be.enbro.soho.conditional;

import be.enbro.soho.hashing.Sha256;
import be.enbro.soho.json.Json;

/** The strong validator of a record (RFC 9110, section 8.8.3): a hash of its JSON, so that it changes with whatever is shown. */
public final class EntityTag {
    /** A tag in a list: group 1 marks a weak one, group 2 is the quoted text. */
    static final String LISTED = "(W/)?+(\"[!#-~\\x80-\\xFF]*+\")";

    private static final int DIGITS = 32;

    private EntityTag() {}

    /** Returns the tag of a record, quoted. */
    public static String of(Object view) {
        return of(Json.bytes(view));
    }

    static String of(byte[] json) {
        return '"' + Sha256.hex(json).substring(0, DIGITS) + '"';
    }
}
