package be.enbro.soho.persistence;

import java.sql.SQLException;
import java.util.Optional;
import java.util.function.IntFunction;

/** Repeats a change that was rejected for a reason that had gone when it was determined. */
public final class Attempts {
    private static final int MAX = 10;
    private static final String SERIALIZATION_FAILURE = "40001";

    private Attempts() {}

    /**
     * Returns the first result.
     *
     * @param attempt is called with the number of the attempt, from 0; returns empty to be called again
     * @throws IllegalStateException if ten attempts return nothing; {@linkplain SqlErrors#isTransient transient}
     */
    public static <T> T first(IntFunction<Optional<T>> attempt) {
        for (int number = 0; number < MAX; number++) {
            Optional<T> result = attempt.apply(number);
            if (result.isPresent()) {
                return result.get();
            }
        }
        throw new IllegalStateException(
                new SQLException("the reason of each rejection had gone", SERIALIZATION_FAILURE));
    }
}
