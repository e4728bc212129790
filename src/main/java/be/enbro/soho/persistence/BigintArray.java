package be.enbro.soho.persistence;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats numbers as a PostgreSQL {@code bigint[]} literal, so that any number of ids is one parameter of a statement, and
 * parses such a literal.
 */
public final class BigintArray {
    private BigintArray() {}

    /** @param numbers each may be null */
    public static String of(Stream<Long> numbers) {
        return numbers.map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    public static List<Long> parse(String array) {
        String numbers = array.substring(1, array.length() - 1);
        return numbers.isEmpty()
                ? List.of()
                : Arrays.stream(numbers.split(",")).map(Long::valueOf).toList();
    }
}
