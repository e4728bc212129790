package be.enbro.soho.persistence;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats texts as a PostgreSQL {@code text[]} literal, so that any number of them is one parameter of a statement. */
public final class TextArray {
    private TextArray() {}

    /** @param texts each may be null */
    public static String of(Stream<String> texts) {
        return texts.map(TextArray::element).collect(Collectors.joining(",", "{", "}"));
    }

    private static String element(String text) {
        return text == null ? "NULL" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
