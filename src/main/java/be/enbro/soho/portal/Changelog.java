package be.enbro.soho.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The items of {@code CHANGELOG.md} that are for partners. Of Markdown it reads what that file consists of: headings of
 * releases and of kinds of change, a line that names the readers of a list, and the items of the list.
 */
public final class Changelog {
    private static final String SOURCE = "/portal/CHANGELOG.md";
    private static final List<Release> RELEASES = load();

    private final List<Release> releases = new ArrayList<>();
    private String kind;
    private Boolean isForPartners;

    private Changelog() {}

    /** The changes of a release. */
    public record Release(String name, List<Change> changes) {}

    /**
     * A change.
     *
     * @param kind Added, Changed, Removed, Fixed or Security
     */
    public record Change(String kind, String text) {
        /** Returns the text as HTML. */
        public String html() {
            return Markdown.html(text);
        }
    }

    /** Returns the releases that have changes for partners, the newest first. */
    public static List<Release> releases() {
        return RELEASES;
    }

    static List<Release> parse(String markdown) {
        Changelog changelog = new Changelog();
        // An item continues on lines that are indented.
        Arrays.stream(markdown.replaceAll("\\R {2,}", " ").split("\\R")).forEach(changelog::read);
        return changelog.releases.stream()
                .filter(release -> !release.changes().isEmpty())
                .toList();
    }

    private void read(String line) {
        if (line.startsWith("## ")) {
            releases.add(new Release(line.substring(3).replaceAll("[\\[\\]]", ""), new ArrayList<>()));
        } else if (line.startsWith("### ")) {
            kind = line.substring(4);
            isForPartners = null;
        } else if (line.startsWith("For ")) {
            isForPartners = line.startsWith("For partners");
        } else if (line.startsWith("- ")) {
            add(line.substring(2));
        }
    }

    private void add(String text) {
        if (isForPartners == null) {
            throw new IllegalStateException("the changelog does not say for whom this is: " + text);
        }
        if (isForPartners) {
            releases.get(releases.size() - 1).changes().add(new Change(kind, text));
        }
    }

    private static List<Release> load() {
        try (InputStream source = Changelog.class.getResourceAsStream(SOURCE)) {
            return parse(new String(source.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
