package be.enbro.soho.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * An assertion about random values, checked 1000 times. A failure reports the values and the seed; {@code
 * -Dsoho.test.seed=SEED} repeats that try first.
 */
public final class Property {
    private static final int TRIES = 1000;
    private static final Optional<Long> GIVEN_SEED = Optional.ofNullable(Long.getLong("soho.test.seed"));

    private final Random random;
    private final List<Object> values = new ArrayList<>();

    private Property(long seed) {
        random = new Random(seed);
    }

    public static void check(Assertion assertion) {
        check(TRIES, assertion);
    }

    public static void check(int tries, Assertion assertion) {
        Random seeds = new Random();
        check(seeds, GIVEN_SEED.orElseGet(seeds::nextLong), tries, assertion);
    }

    /** Checks the same values in every run. */
    public static void checkSame(int tries, Assertion assertion) {
        check(new Random(0), GIVEN_SEED.orElse(0L), tries, assertion);
    }

    static void check(Random seeds, long firstSeed, int tries, Assertion assertion) {
        long seed = firstSeed;
        for (int i = 1; i <= tries; i++) {
            Property property = new Property(seed);
            try {
                assertion.about(property);
            } catch (Throwable failure) {
                throw new AssertionError(
                        "try %d of %d, seed %d, values %s: %s"
                                .formatted(i, tries, seed, property.shown(), shown(failure.getMessage())),
                        failure);
            }
            seed = seeds.nextLong();
        }
    }

    /** Returns the next random value of this try. */
    public <T> T any(Generator<T> generator) {
        T value = generator.next(random);
        values.add(value);
        return value;
    }

    private List<String> shown() {
        return values.stream().map(Property::shown).toList();
    }

    /** Returns the value's text with all characters except printable ASCII escaped as in Java. */
    private static String shown(Object value) {
        String text = value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> shown.append(c >= ' ' && c < 0x7f ? "" + (char) c : String.format("\\u%04x", c)));
        return shown.toString();
    }

    /** The assertion that holds for all values. */
    @FunctionalInterface
    public interface Assertion {
        void about(Property property) throws Exception;
    }
}
