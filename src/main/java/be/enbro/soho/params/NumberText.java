package be.enbro.soho.params;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A number that was understood but not yet computed, so that {@code 1e1000000000} costs no more than its text.
 *
 * @param first index of the first digit that is not 0, or -1: the number is zero
 * @param last index of the last digit that is not 0, or -1
 * @param end index after the last digit
 * @param point index of the decimal point, or where it would stand
 */
record NumberText(String text, boolean negative, int first, int last, int end, int point, long exponent) {

    // Far beyond every limit here, far below an overflow of the sums.
    private static final long EXPONENT_LIMIT = 1_000_000_000_000L;
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /** {@code 1}, {@code 1.5}, {@code .5}, {@code -1}, {@code +1.5e-3}, spaces around; else null. */
    static NumberText decimal(String text) {
        return new Scan(text.strip()).decimal();
    }

    /** An optional sign and digits, spaces around; else null. */
    static NumberText integer(String text) {
        return new Scan(text.strip()).integer();
    }

    boolean isWhole() {
        return isZero() || place(last) >= 0;
    }

    /** Whether it has at most so many digits before and after the point, outer zeros not counted. */
    boolean fits(int before, int after) {
        return isZero() || place(first) < before && place(last) >= -after;
    }

    /** Only of a number that {@link #fits} somewhere; its scale is 0 or more. */
    BigDecimal value() {
        if (isZero()) {
            return BigDecimal.ZERO;
        }
        StringBuilder digits = new StringBuilder(last - first + 2);
        if (negative) {
            digits.append('-');
        }
        digits.append(text, first, last + 1);
        if (first < point && point < last) {
            digits.deleteCharAt(point - first + (negative ? 1 : 0));
        }
        BigDecimal value = new BigDecimal(digits.toString()).scaleByPowerOfTen((int) place(last));
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** Only of a whole number. */
    long nearestLong() {
        if (!fits(19, 0)) {
            return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return value().max(LONG_MIN).min(LONG_MAX).longValue();
    }

    /** Without exponent and with the fraction digits that were written, as far as they are allowed. */
    String plainText(int fractionDigits) {
        long scale = Math.max(0, Math.min(-place(end - 1), fractionDigits));
        return value().setScale((int) scale, RoundingMode.UNNECESSARY).toPlainString();
    }

    private boolean isZero() {
        return first < 0;
    }

    /** The power of ten that the digit at this index counts. */
    private long place(int index) {
        return (index < point ? point - 1 - index : point - index) + exponent;
    }

    /** One pass over a text, left to right. */
    private static final class Scan {

        private final String text;
        private int next;
        private int first = -1;
        private int last = -1;

        Scan(String text) {
            this.text = text;
        }

        NumberText integer() {
            boolean negative = sign();
            int digits = digits();
            return digits > 0 && next == text.length() ? number(negative, next, next, 0) : null;
        }

        NumberText decimal() {
            boolean negative = sign();
            int whole = digits();
            int point = next;
            if (at('.')) {
                next++;
                if (digits() == 0) {
                    return null;
                }
            } else if (whole == 0) {
                return null;
            }
            int end = next;
            long exponent = 0;
            if (at('e') || at('E')) {
                next++;
                boolean down = sign();
                int start = next;
                exponent = exponent();
                if (next == start) {
                    return null;
                }
                exponent = down ? -exponent : exponent;
            }
            return next == text.length() ? number(negative, end, point, exponent) : null;
        }

        private NumberText number(boolean negative, int end, int point, long exponent) {
            return new NumberText(text, negative, first, last, end, point, exponent);
        }

        /** Whether there was a minus; steps over either sign. */
        private boolean sign() {
            boolean minus = at('-');
            if (minus || at('+')) {
                next++;
            }
            return minus;
        }

        private int digits() {
            int start = next;
            for (; isDigit(); next++) {
                if (text.charAt(next) != '0') {
                    first = first < 0 ? next : first;
                    last = next;
                }
            }
            return next - start;
        }

        private long exponent() {
            long exponent = 0;
            for (; isDigit(); next++) {
                exponent = Math.min(exponent * 10 + text.charAt(next) - '0', EXPONENT_LIMIT);
            }
            return exponent;
        }

        private boolean at(char c) {
            return next < text.length() && text.charAt(next) == c;
        }

        private boolean isDigit() {
            return next < text.length() && text.charAt(next) >= '0' && text.charAt(next) <= '9';
        }
    }
}
