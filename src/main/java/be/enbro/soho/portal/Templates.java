package be.enbro.soho.portal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;

/**
 * Renders the pages, whose templates the build compiles; the engine is created by the first page. A page is the same
 * for all readers of an origin and is kept, but not for every origin: the {@code Host} header is the caller's choice.
 */
final class Templates {
    static final int MAX_DOCUMENTS = 4 * PortalPage.values().length;

    private static final String TYPE = "text/html; charset=utf-8";
    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Templates.class.getClassLoader(), Templates.class.getPackageName() + ".jte");
    private static final Cache<Key, Document> DOCUMENTS = Caffeine.newBuilder()
            .maximumSize(MAX_DOCUMENTS)
            .executor(Runnable::run)
            .build();

    private Templates() {}

    private record Key(PortalPage page, Origin origin) {}

    static Document render(PortalPage page, Origin origin) {
        return DOCUMENTS.get(new Key(page, origin), key -> rendered(page, origin));
    }

    private static Document rendered(PortalPage page, Origin origin) {
        StringOutput html = new StringOutput();
        ENGINE.render(page.template(), origin, html);
        return new Document(TYPE, html.toString().getBytes(StandardCharsets.UTF_8));
    }
}
