package be.enbro.soho.property;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Generates random values; one in four is an edge case of its type. */
@FunctionalInterface
public interface Generator<T> {
    T next(Random random);

    static <T> Generator<T> of(List<T> values) {
        return random -> values.get(random.nextInt(values.size()));
    }

    static <T> Generator<T> edgeCasesOr(List<T> edgeCases, Generator<T> others) {
        return random -> (random.nextInt(4) == 0 ? of(edgeCases) : others).next(random);
    }

    static Generator<Integer> integers() {
        return integers(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static Generator<Integer> integers(int min, int max) {
        return longs(min, max).map(Long::intValue);
    }

    /**
     * Generates numbers within the inclusive bounds; small distances from a bound or from 0 are as frequent as large
     * ones.
     */
    static Generator<Long> longs(long min, long max) {
        List<Long> edgeCases = IntStream.of(-2, -1, 0, 1, 2)
                .boxed()
                .flatMap(i -> List.of(min - Math.min(0, i), max - Math.max(0, i), (long) i).stream())
                .filter(value -> value >= min && value <= max)
                .distinct()
                .toList();
        return edgeCasesOr(edgeCases, random -> {
            long distance = random.nextLong() >>> random.nextInt(Long.SIZE);
            long value =
                    List.of(min + distance, max - distance, distance, -distance).get(random.nextInt(4));
            return value >= min && value <= max ? value : min == max ? min : random.nextLong(min, max);
        });
    }

    /** Generates decimals with scales from -10 to 10 and up to 300 digits. */
    static Generator<BigDecimal> decimals() {
        List<BigDecimal> edgeCases =
                List.of("0", "1", "-1", "0.1", "-0.1", "1E-10", "-1E-10", "0E-10", "0E+10", "1E+10").stream()
                        .map(BigDecimal::new)
                        .toList();
        return edgeCasesOr(edgeCases, random -> {
            BigInteger digits = new BigInteger(random.nextInt(1000), random);
            return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), random.nextInt(21) - 10);
        });
    }

    static Generator<byte[]> bytes(int minSize, int maxSize) {
        Generator<Integer> sizes = integers(minSize, maxSize);
        Generator<Integer> values = integers(Byte.MIN_VALUE, Byte.MAX_VALUE);
        return random -> {
            byte[] bytes = new byte[sizes.next(random)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = values.next(random).byteValue();
            }
            return bytes;
        };
    }

    /**
     * Generates strings of any {@code char}: ASCII, spaces, digits and letters of every script, paired and unpaired
     * surrogates, non-characters.
     */
    static Generator<String> strings(int maxSize) {
        Generator<String> edgeCases = of(List.of(
                "\0",
                " ",
                "\n",
                "\u007f",
                "\u00a0",
                "\u0130",
                "\u0663",
                "\u3000",
                "\ud800",
                "\udc00",
                "\ud83d\ude00",
                "\ufeff",
                "\ufffd",
                "\uffff"));
        Generator<String> others = random -> switch (random.nextInt(4)) {
            case 0 -> String.valueOf((char) random.nextInt(Character.MAX_VALUE + 1));
            case 1 -> Character.toString(random.nextInt(Character.MAX_CODE_POINT + 1));
            default -> String.valueOf((char) random.nextInt(0x80));
        };
        return strings(random -> (random.nextInt(8) == 0 ? edgeCases : others).next(random), 0, maxSize)
                .map(text -> text.length() > maxSize ? text.substring(0, maxSize) : text);
    }

    /** Generates concatenations of random parts. */
    static Generator<String> strings(Generator<String> parts, int minParts, int maxParts) {
        Generator<Integer> sizes = integers(minParts, maxParts);
        return random -> IntStream.range(0, sizes.next(random))
                .mapToObj(i -> parts.next(random))
                .collect(Collectors.joining());
    }

    default <R> Generator<R> map(Function<T, R> function) {
        return random -> function.apply(next(random));
    }

    default Generator<T> filter(Predicate<T> predicate) {
        return random -> {
            T value = next(random);
            while (!predicate.test(value)) {
                value = next(random);
            }
            return value;
        };
    }

    /** Returns a generator of the other value in the given percentage of cases. */
    default Generator<T> or(T other, int percent) {
        return random -> random.nextInt(100) < percent ? other : next(random);
    }
}
