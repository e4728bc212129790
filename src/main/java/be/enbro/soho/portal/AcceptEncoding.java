package be.enbro.soho.portal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates whether an {@code Accept-Encoding} header allows gzip (RFC 9110, section 12.5.3). */
final class AcceptEncoding {
    private static final Pattern CODING =
            Pattern.compile("([^\\s;]++)(?:\\s*+;\\s*+q=([01](?:\\.[0-9]{0,3}+)?+))?+", Pattern.CASE_INSENSITIVE);
    private static final Pattern ZERO = Pattern.compile("0(?:\\.0*+)?+");

    private AcceptEncoding() {}

    /** A coding that cannot be parsed is ignored; {@code *} counts unless gzip is named as well. */
    static boolean allowsGzip(String header) {
        boolean isAnyAllowed = false;
        for (String part : header.split(",")) {
            Matcher coding = CODING.matcher(part.strip());
            if (!coding.matches()) {
                continue;
            }
            String name = coding.group(1).toLowerCase(Locale.ROOT);
            boolean isAllowed =
                    coding.group(2) == null || !ZERO.matcher(coding.group(2)).matches();
            if (name.equals("gzip") || name.equals("x-gzip")) {
                return isAllowed;
            }
            isAnyAllowed |= name.equals("*") && isAllowed;
        }
        return isAnyAllowed;
    }
}
