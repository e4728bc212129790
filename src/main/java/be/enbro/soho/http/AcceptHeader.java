package be.enbro.soho.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an {@code Accept} comes to: whether JSON may be answered (RFC 9110, section 12.5.1). It is a hint of the client's, so
 * what cannot be understood is passed over, a range or a quality.
 */
final class AcceptHeader {
    private static final Pattern NONE = Pattern.compile("[qQ]=0(?:\\.0{0,3}+)?+");

    private AcceptHeader() {}

    /** By the most precise of the ranges that speak of JSON; yes, if nothing is asked for. */
    static boolean allowsJson(String header) {
        int precision = 0;
        boolean allowed = header.isBlank();
        for (String range : header.split(",")) {
            String[] parts = range.split(";", -1);
            int precisionHere = precision(parts[0].strip().toLowerCase(Locale.ROOT));
            boolean isAllowedHere = !isRefused(parts);
            if (precisionHere > precision || precisionHere > 0 && precisionHere == precision && isAllowedHere) {
                precision = precisionHere;
                allowed = isAllowedHere;
            }
        }
        return allowed;
    }

    /** How precisely a range speaks of JSON; 0 if it does not. */
    private static int precision(String range) {
        return switch (range) {
            case MediaTypeFilter.JSON -> 3;
            case "application/*" -> 2;
            case "*/*" -> 1;
            default -> 0;
        };
    }

    /** Whether the range's quality is 0. */
    private static boolean isRefused(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (NONE.matcher(parameter).matches()) {
                return true;
            }
        }
        return false;
    }
}
