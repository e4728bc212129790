package be.enbro.soho.incontainer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what is bound to come, much longer than it should take. */
public final class Patience {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Patience() {}

    /** Returns as soon as it is so; fails if it never is. */
    public static void until(BooleanSupplier so) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        while (!so.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "never was so");
            Thread.sleep(10);
        }
    }
}
