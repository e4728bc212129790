package be.enbro.soho.portal;

import java.util.Arrays;
import java.util.Optional;

/** The pages of the portal, in the order of the navigation; each has a template in src/main/jte/docs. */
public enum PortalPage {
    START("", "Start in five minutes"),
    AUTHENTICATION("authentication", "Authentication"),
    ERRORS("errors", "Errors"),
    PAGING("paging", "Paging"),
    CORRECTIONS("corrections", "Corrections"),
    CHANGES("changes", "Changes"),
    PRIVACY("privacy", "Privacy"),
    RETRIES("retries", "Retries"),
    LIMITS("limits", "Limits"),
    COMPATIBILITY("compatibility", "Compatibility"),
    CHANGELOG("changelog", "Changelog"),
    REFERENCE("reference", "Reference");

    private final String slug;
    private final String title;

    PortalPage(String slug, String title) {
        this.slug = slug;
        this.title = title;
    }

    static Optional<PortalPage> at(String path) {
        return Arrays.stream(values()).filter(page -> page.path().equals(path)).findFirst();
    }

    /** The last segment of the path; empty for the first page. */
    public String slug() {
        return slug;
    }

    /** The text of the link in the navigation. */
    public String title() {
        return title;
    }

    /** The path at this server. */
    public String path() {
        return "/docs/" + slug;
    }

    String template() {
        return "docs/" + (slug.isEmpty() ? "start" : slug) + ".jte";
    }
}
