package be.enbro.soho.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Generates texts that match the regular expression of a schema: literals, classes without negation, groups,
 * alternatives and quantifiers.
 */
final class PatternTexts {
    private static final int MOST_REPETITIONS = 4;

    private final String pattern;
    private final Random random;
    private int next;

    private PatternTexts(String pattern, Random random) {
        this.pattern = pattern;
        this.random = random;
    }

    static String next(String pattern, Random random) {
        String inner = pattern.substring(1, pattern.length() - 1);
        if (!pattern.equals('^' + inner + '$')) {
            throw new IllegalArgumentException("not anchored: " + pattern);
        }
        String text = new PatternTexts(inner, random).alternatives();
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException(text + " does not match " + pattern);
        }
        return text;
    }

    private String alternatives() {
        List<String> texts = new ArrayList<>(List.of(sequence()));
        while (next < pattern.length() && pattern.charAt(next) == '|') {
            next++;
            texts.add(sequence());
        }
        return texts.get(random.nextInt(texts.size()));
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (next < pattern.length() && "|)".indexOf(pattern.charAt(next)) < 0) {
            text.append(repeated());
        }
        return text.toString();
    }

    /** Parses the same atom again for each repetition, so that each is another text. */
    private String repeated() {
        int start = next;
        String first = atom();
        int[] bounds = quantifier();
        int end = next;
        int count = bounds[0] + random.nextInt(bounds[1] - bounds[0] + 1);
        StringBuilder text = new StringBuilder(count == 0 ? "" : first);
        for (int i = 1; i < count; i++) {
            next = start;
            text.append(atom());
        }
        next = end;
        return text.toString();
    }

    private String atom() {
        char c = pattern.charAt(next++);
        if (c == '(') {
            String group = alternatives();
            next++;
            return group;
        }
        return c == '[' ? oneOfClass() : String.valueOf(c);
    }

    private String oneOfClass() {
        int end = pattern.indexOf(']', next);
        StringBuilder members = new StringBuilder();
        for (; next < end; next++) {
            char from = pattern.charAt(next);
            boolean isRange = next + 2 < end && pattern.charAt(next + 1) == '-';
            char to = isRange ? pattern.charAt(next += 2) : from;
            for (char c = from; c <= to; c++) {
                members.append(c);
            }
        }
        next = end + 1;
        return String.valueOf(members.charAt(random.nextInt(members.length())));
    }

    private int[] quantifier() {
        switch (next < pattern.length() ? pattern.charAt(next) : ' ') {
            case '?':
                next++;
                return new int[] {0, 1};
            case '*':
                next++;
                return new int[] {0, MOST_REPETITIONS};
            case '+':
                next++;
                return new int[] {1, MOST_REPETITIONS};
            case '{':
                int end = pattern.indexOf('}', next);
                String[] bounds = pattern.substring(next + 1, end).split(",");
                next = end + 1;
                return new int[] {Integer.parseInt(bounds[0]), Integer.parseInt(bounds[bounds.length - 1])};
            default:
                return new int[] {1, 1};
        }
    }
}
