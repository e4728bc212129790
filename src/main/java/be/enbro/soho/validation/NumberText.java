package be.enbro.soho.validation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decimal number whose value has not been computed yet: a huge exponent or a million digits cost no more than their
 * text.
 *
 * @param digits without leading and trailing zeros; empty for zero
 * @param exponent the power of ten of the last digit
 * @param scale the number of fraction digits as sent, with the exponent applied; may be negative
 */
record NumberText(boolean negative, String digits, long exponent, long scale) {

    private static final Pattern DECIMAL =
            Pattern.compile("([+-]?+)(?=\\.?\\d)(\\d*+)(?:\\.(\\d++))?+(?:[eE]([+-]?+)(?=\\d)0*+(\\d*+))?+");

    private static final Pattern INTEGER = Pattern.compile("[+-]?+\\d++");

    /** Longer exponents are truncated to this: far above every limit, far below an overflow of {@code long}. */
    private static final int EXPONENT_DIGITS = 12;

    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /**
     * Parses {@code 1}, {@code 1.5}, {@code .5}, {@code -1}, {@code +1.5e-3}, with optional surrounding spaces; returns
     * null for anything else.
     */
    static NumberText decimal(String text) {
        Matcher parts = DECIMAL.matcher(text.strip());
        if (!parts.matches()) {
            return null;
        }
        String fraction = parts.group(3) == null ? "" : parts.group(3);
        long scale = fraction.length() - exponent(parts.group(4), parts.group(5));
        return of("-".equals(parts.group(1)), parts.group(2) + fraction, scale);
    }

    private static NumberText of(boolean negative, String digits, long scale) {
        int first = 0;
        int end = digits.length();
        while (first < end && digits.charAt(first) == '0') {
            first++;
        }
        while (end > first && digits.charAt(end - 1) == '0') {
            end--;
        }
        return new NumberText(negative, digits.substring(first, end), digits.length() - end - scale, scale);
    }

    /** Parses an optional sign and digits, with optional surrounding spaces; returns null for anything else. */
    static NumberText integer(String text) {
        return INTEGER.matcher(text.strip()).matches() ? decimal(text) : null;
    }

    private static long exponent(String sign, String digits) {
        if (digits == null || digits.isEmpty()) {
            return 0;
        }
        long exponent = Long.parseLong(digits.substring(0, Math.min(digits.length(), EXPONENT_DIGITS)));
        return "-".equals(sign) ? -exponent : exponent;
    }

    boolean isWhole() {
        return digits.isEmpty() || exponent >= 0;
    }

    /** Returns whether the number has at most this many digits before and after the point, not counting outer zeros. */
    boolean fits(int before, int after) {
        return digits.isEmpty() || digits.length() + exponent <= before && exponent >= -after;
    }

    /** Returns the value, with a scale of 0 or more; only for a number that {@linkplain #fits fits} some limits. */
    BigDecimal value() {
        if (digits.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal value =
                new BigDecimal(new BigInteger(digits), (int) -exponent).setScale((int) Math.max(0, -exponent));
        return negative ? value.negate() : value;
    }

    /** Returns the nearest {@code long}; only for a whole number. */
    long nearestLong() {
        if (!fits(19, 0)) {
            return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return value().max(LONG_MIN).min(LONG_MAX).longValue();
    }

    /** Returns the number without exponent and with the fraction digits as sent, up to the limit. */
    String plainText(int fractionDigits) {
        return value().setScale((int) Math.max(0, Math.min(scale, fractionDigits)), RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
