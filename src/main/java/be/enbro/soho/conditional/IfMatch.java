package be.enbro.soho.conditional;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.errors.ErrorResponseException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The {@code If-Match} of a request (RFC 9110, section 13.1.1), compared strongly: a weak tag matches nothing.
 *
 * @param header the values of all such headers, joined by commas; null if there is none
 */
public record IfMatch(String header) {
    public static final String HEADER = "If-Match";

    private static final Pattern TAG = Pattern.compile(EntityTag.LISTED);
    private static final Pattern LIST = Pattern.compile("[ \t,]*+" + TAG + "(?:[ \t]*+,[ \t,]*+" + TAG + ")*+[ \t,]*+");

    /** @param headers the headers as sent, null or empty if there is none */
    public static IfMatch of(List<String> headers) {
        return new IfMatch(headers == null || headers.isEmpty() ? null : String.join(",", headers));
    }

    /**
     * Checks that the header permits to change a record that exists.
     *
     * @param view the record as it is answered now
     * @throws ErrorResponseException 412 if the header is malformed, or lists other tags only
     */
    public void require(Object view) {
        if (header != null && !header.strip().equals("*") && !lists(EntityTag.of(view))) {
            throw new ErrorResponseException(ErrorResponse.PRECONDITION_FAILED);
        }
    }

    private boolean lists(String tag) {
        return LIST.matcher(header).matches()
                && TAG.matcher(header)
                        .results()
                        .anyMatch(listed ->
                                listed.group(1) == null && listed.group(2).equals(tag));
    }
}
