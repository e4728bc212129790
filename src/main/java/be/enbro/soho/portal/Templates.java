package be.enbro.soho.portal;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;

/** Renders the pages, whose templates the build compiles; the engine is created by the first page. */
final class Templates {
    private static final String TYPE = "text/html; charset=utf-8";
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), Templates.class.getPackageName() + ".jte");

    private Templates() {}

    static Document render(PortalPage page, Origin origin) {
        StringOutput html = new StringOutput();
        ENGINE.render(page.template(), origin, html);
        return new Document(TYPE, html.toString().getBytes(StandardCharsets.UTF_8));
    }
}
