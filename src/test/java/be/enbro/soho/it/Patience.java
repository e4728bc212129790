package be.enbro.soho.it;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what is bound to come, much longer than it should take. */
public final class Patience {
    private static final int POLL_MILLISECONDS = 20;

    private Patience() {}

    /** Returns as soon as it is so; fails if it is not for that many seconds. */
    public static void until(int seconds, String what, BooleanSupplier so) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
    }
}
