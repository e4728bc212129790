package be.enbro.soho.database;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows of a composite type, each as a text in the text of an array, so that one parameter of a statement brings any number
 * of them (PostgreSQL, sections 8.15.2 and 8.16.6). JSON would say the same, for more of PostgreSQL's time and of ours
 * (docs/decisions/0010).
 */
public final class RowsText {
    private static final int USUAL_ROW = 384;

    private final StringBuilder text;

    /** For so many rows. */
    public RowsText(int rows) {
        text = new StringBuilder(USUAL_ROW * (1 + rows)).append('{');
    }

    /** The text of an array of numbers. */
    public static String ofNumbers(Stream<Long> numbers) {
        return numbers.map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    /** Adds a row of values in the order of the type's columns; null is SQL's. */
    public RowsText row(Object... values) {
        text.append(text.length() == 1 ? "\"(" : ",\"(");
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                text.append(',');
            }
            if (values[i] != null) {
                quoted(values[i].toString());
            }
        }
        text.append(")\"");
        return this;
    }

    /** In quotes, which the array's own quotes have escaped once more, as all that means something in either. */
    private void quoted(String value) {
        text.append("\\\"");
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '"' -> text.append("\\\"\\\"");
                case '\\' -> text.append("\\\\\\\\");
                default -> text.append(character);
            }
        }
        text.append("\\\"");
    }

    /** The whole; no row is added after it. */
    public String whole() {
        return text.append('}').toString();
    }
}
