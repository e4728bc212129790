package be.enbro.soho.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.enbro.soho.portal.Changelog.Change;
import be.enbro.soho.portal.Changelog.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangelogTest {
    @Test
    void it_consists_of_the_items_for_partners() {
        assertEquals(
                List.of(
                        new Release(
                                "1.1 - 2026-12-01",
                                List.of(
                                        new Change("Added", "A `key` that continues on the next line."),
                                        new Change("Fixed", "A defect."))),
                        new Release("1.0 - 2026-11-01", List.of(new Change("Added", "All of it.")))),
                Changelog.parse(
                        """
                        # Changelog

                        About this file.

                        ## [1.1] - 2026-12-01

                        ### Added

                        For partners, under `/api/v1`:

                        - A `key` that continues
                          on the next line.

                        For operators:

                        - A setting.

                        ### Fixed

                        For partners:

                        - A defect.

                        ## [1.0.1] - 2026-11-02

                        ### Fixed

                        For operators:

                        - Another defect.

                        ## [1.0] - 2026-11-01

                        ### Added

                        For partners:

                        - All of it.
                        """));
    }

    @Test
    void the_text_of_a_change_is_markdown() {
        assertEquals("<p><code>GET /ping</code> &lt;b&gt;.</p>\n", new Change("Added", "`GET /ping` <b>.").html());
    }

    @Test
    void an_item_for_nobody_is_rejected() {
        String markdown = "## [1.0]\n### Added\nFor partners:\n- One.\n### Fixed\n- Another.\n";
        assertThrows(IllegalStateException.class, () -> Changelog.parse(markdown));
    }

    @Test
    void the_changelog_of_the_project_is_in_the_war() throws IOException {
        assertEquals(Changelog.parse(Files.readString(Path.of("CHANGELOG.md"))), Changelog.releases());
        assertEquals("Unreleased", Changelog.releases().get(0).name());
    }
}
