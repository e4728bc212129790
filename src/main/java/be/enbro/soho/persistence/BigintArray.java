package be.enbro.soho.persistence;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats numbers as a PostgreSQL {@code bigint[]} literal, so that any number of ids is one parameter of a statement.
 */
public final class BigintArray {
    private BigintArray() {}

    public static String of(Stream<Long> numbers) {
        return numbers.map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
