package be.enbro.soho.it;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Values that no other test of this run has. */
public final class Numbers {
    private static final AtomicLong LAST = new AtomicLong(1000);

    private Numbers() {}

    /** A number. */
    public static long next() {
        return LAST.incrementAndGet();
    }

    /** An email address. */
    public static String email() {
        return "customer-" + next() + "@example.com";
    }

    /** A valid EAN: 54, fifteen digits, and the GS1 check digit, whose weights are 3 and 1 from the right. */
    public static String ean() {
        String body = String.format(Locale.ROOT, "54%015d", next());
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return body + (10 - sum % 10) % 10;
    }
}
