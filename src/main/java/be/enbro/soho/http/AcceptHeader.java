package be.enbro.soho.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Evaluates whether an {@code Accept} header allows JSON (RFC 9110, section 12.5.1). Since the header is only a hint,
 * ranges and qualities that cannot be parsed are ignored.
 */
final class AcceptHeader {
    private static final Pattern NONE = Pattern.compile("[qQ]=0(?:\\.0{0,3}+)?+");

    private AcceptHeader() {}

    /** Decides by the most specific range that matches JSON; true if there is none to consider. */
    static boolean allowsJson(String header) {
        int specificity = 0;
        boolean allowed = header.isBlank();
        for (String range : header.split(",")) {
            String[] parts = range.split(";", -1);
            int specificityHere = specificity(parts[0].strip().toLowerCase(Locale.ROOT));
            boolean isAllowedHere = !isExcluded(parts);
            if (specificityHere > specificity
                    || specificityHere > 0 && specificityHere == specificity && isAllowedHere) {
                specificity = specificityHere;
                allowed = isAllowedHere;
            }
        }
        return allowed;
    }

    /** Returns how specifically a range matches JSON; 0 if it does not. */
    private static int specificity(String range) {
        return switch (range) {
            case MediaTypeFilter.JSON -> 3;
            case "application/*" -> 2;
            case "*/*" -> 1;
            default -> 0;
        };
    }

    /** Returns whether the range has a quality of 0. */
    private static boolean isExcluded(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (NONE.matcher(parameter).matches()) {
                return true;
            }
        }
        return false;
    }
}
