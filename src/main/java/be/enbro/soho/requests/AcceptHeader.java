package be.enbro.soho.requests;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an {@code Accept} comes to: whether JSON may be answered (RFC 9110, section 12.5.1). */
final class AcceptHeader {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*+\"";
    private static final String PARAMETER = "(?:" + TOKEN + "=(?:" + TOKEN + '|' + QUOTED + "))?+";
    private static final Pattern RANGE = Pattern.compile(
            "\\G[\\s,]*+(" + TOKEN + '/' + TOKEN + ")((?:\\s*+;\\s*+" + PARAMETER + ")*+)\\s*+(?:,[\\s,]*+|$)");
    private static final Pattern QUALITY = Pattern.compile(";\\s*+[qQ]=([^;\\s]*+)");
    private static final Pattern NONE = Pattern.compile("0(?:\\.0{0,3}+)?+");
    private static final Pattern SOME = Pattern.compile("0\\.[0-9]{0,3}+|1(?:\\.0{0,3}+)?+");

    private AcceptHeader() {}

    /** By the most precise of the ranges that speak of JSON; no, if a part of the header cannot be understood. */
    static boolean allowsJson(String header) {
        Matcher range = RANGE.matcher(header);
        int understood = 0;
        int precision = 0;
        boolean allowed = header.isBlank();
        while (understood < header.length() && range.find()) {
            understood = range.end();
            String quality = quality(range.group(2));
            boolean isNone = NONE.matcher(quality).matches();
            if (!isNone && !SOME.matcher(quality).matches()) {
                return false;
            }
            int precisionHere = precision(range.group(1));
            if (precisionHere > precision || precisionHere > 0 && precisionHere == precision && !isNone) {
                precision = precisionHere;
                allowed = !isNone;
            }
        }
        return allowed && (understood == header.length() || header.isBlank());
    }

    private static String quality(String parameters) {
        Matcher quality = QUALITY.matcher(parameters);
        return quality.find() ? quality.group(1) : "1";
    }

    /** How precisely a range speaks of JSON; 0 if it does not. */
    private static int precision(String range) {
        if (range.equalsIgnoreCase(MediaTypes.JSON)) {
            return 3;
        }
        if (range.equalsIgnoreCase("application/*")) {
            return 2;
        }
        return range.equals("*/*") ? 1 : 0;
    }
}
