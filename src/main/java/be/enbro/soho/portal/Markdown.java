package be.enbro.soho.portal;

import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Descriptions in OpenAPI are written in CommonMark. */
final class Markdown {
    private static final Parser PARSER = Parser.builder().build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    private Markdown() {}

    /** Returns HTML without any element that the text itself contains. */
    static String html(String text) {
        return RENDERER.render(PARSER.parse(text));
    }
}
