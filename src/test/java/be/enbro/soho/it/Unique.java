package be.enbro.soho.it;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Values that are unique in this run. */
public final class Unique {
    private static final AtomicLong LAST = new AtomicLong(1000);

    private Unique() {}

    /** A number. */
    public static long number() {
        return LAST.incrementAndGet();
    }

    /** An email address. */
    public static String email() {
        return "customer-" + number() + "@example.com";
    }

    /** A valid EAN. */
    public static String ean() {
        return withCheckDigit(String.format(Locale.ROOT, "54%015d", number()));
    }

    /**
     * Appends the check digit of GS1 General Specifications 7.9: weights 3, 1, 3 … from the right, up to the next
     * multiple of ten.
     */
    public static String withCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
