package be.enbro.soho.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the written pages as they are rendered, without a server. */
class PagesTest {
    private static final String ORIGIN = "https://soho.example:8443";
    private static final List<String> LANGUAGES = List.of("curl", "java", "typescript", "python", "php", "csharp");
    private static final String NO_ICON = "data:,";
    private static final Map<String, String> PAGES = render();

    private static Map<String, String> render() {
        Map<String, String> pages = new LinkedHashMap<>();
        for (PortalPage page : PortalPage.values()) {
            Document document = Templates.render(page, new Origin(ORIGIN));
            pages.put(page.path(), new String(document.bytes(false), UTF_8));
        }
        return pages;
    }

    @Test
    void a_page_is_rendered_once_for_an_origin_and_not_kept_for_every_origin() {
        Document first = Templates.render(PortalPage.LIMITS, new Origin("http://a.example"));
        assertSame(first, Templates.render(PortalPage.LIMITS, new Origin("http://a.example")));
        assertNotSame(first, Templates.render(PortalPage.PAGING, new Origin("http://a.example")));

        Set<Document> rendered = new HashSet<>();
        List<Origin> origins = IntStream.range(0, 10 * Templates.MAX_DOCUMENTS)
                .mapToObj(number -> new Origin("http://" + number + ".example"))
                .toList();
        origins.forEach(origin -> rendered.add(Templates.render(PortalPage.LIMITS, origin)));
        assertEquals(origins.size(), rendered.size());
        long kept = origins.stream()
                .filter(origin -> rendered.contains(Templates.render(PortalPage.LIMITS, origin)))
                .count();
        assertTrue(kept <= Templates.MAX_DOCUMENTS, kept + " pages");
    }

    @Test
    void every_link_leads_to_a_section_a_page_or_a_file() {
        Set<String> broken = new TreeSet<>();
        PAGES.forEach((path, html) -> links(html)
                .map(link -> link.startsWith("#") ? path + link : link)
                .filter(link -> !link.equals(NO_ICON))
                .filter(link -> !leadsSomewhere(link))
                .forEach(link -> broken.add(path + " -> " + link)));
        assertEquals(Set.of(), broken);
    }

    private static boolean leadsSomewhere(String link) {
        String[] parts = link.split("#");
        if (parts.length == 1) {
            return PAGES.containsKey(link) || isFile(link);
        }
        return PAGES.getOrDefault(parts[0], "").contains(" id=\"" + parts[1] + "\"");
    }

    private static boolean isFile(String path) {
        return StaticFiles.RESOURCES.containsKey(path)
                || path.startsWith(StaticFiles.ASSETS)
                        && Files.isRegularFile(
                                Path.of("src/main/webapp/WEB-INF/portal", path.substring(StaticFiles.ASSETS.length())));
    }

    @Test
    void every_link_stays_on_the_server() {
        assertEquals(
                Set.of(),
                PAGES.values().stream()
                        .flatMap(PagesTest::links)
                        .filter(link -> !link.matches("/(?!/).*|#.*|" + NO_ICON))
                        .collect(Collectors.toSet()));
    }

    @Test
    void every_address_is_that_of_the_reader() {
        PAGES.forEach((path, html) -> assertEquals(Set.of(), otherAddresses(html), path));
        assertTrue(PAGES.get("/docs/").contains("API=" + ORIGIN + "/api/v1"));
    }

    private static Set<String> otherAddresses(String html) {
        return matches("https?://[^/\"'<\\s]*", html)
                .map(MatchResult::group)
                .filter(address -> !address.equals(ORIGIN))
                .collect(Collectors.toSet());
    }

    @Test
    void every_step_is_shown_in_every_language() {
        List<String> shown = matches("<div class=\"only (\\w+)\">", PAGES.get("/docs/"))
                .map(match -> match.group(1))
                .toList();
        assertTrue(shown.size() >= LANGUAGES.size(), shown::toString);
        assertEquals(0, shown.size() % LANGUAGES.size());
        for (int i = 0; i < shown.size(); i++) {
            assertEquals(LANGUAGES.get(i % LANGUAGES.size()), shown.get(i));
        }
        LANGUAGES.forEach(language -> assertTrue(PAGES.get("/docs/").contains("id=\"" + language + "\"")));
    }

    @Test
    void no_section_has_the_id_of_another() {
        PAGES.forEach((path, html) -> {
            List<String> ids = matches(" id=\"([^\"]*)\"", html)
                    .map(match -> match.group(1))
                    .toList();
            assertEquals(ids.stream().distinct().toList(), ids, path);
        });
    }

    @Test
    void every_code_is_explained_with_texts_in_the_languages_of_end_users() {
        String html = PAGES.get("/docs/errors");
        ErrorCatalogue.entries()
                .forEach(entry -> assertTrue(html.contains("id=\"" + entry.error() + "\"")
                        || html.contains("id=\"operator-" + entry.error() + "\"")));
        for (String language : List.of("nl", "fr", "en")) {
            assertEquals(
                    ErrorCatalogue.entries().size(),
                    matches("<dd class=\"said\" lang=\"" + language + "\">", html)
                            .count());
        }
    }

    @Test
    void no_page_needs_what_the_content_security_policy_forbids() {
        PAGES.forEach((path, html) -> assertFalse(
                Pattern.compile("<script(?! src=)|<style|\\sstyle=|\\son\\w+=")
                        .matcher(html)
                        .find(),
                path));
    }

    @Test
    void the_reference_has_every_call_of_the_description() throws IOException {
        List<String> calls = matches(
                        "\"operationId\"\\s*:\\s*\"(\\w+)\"",
                        Files.readString(Path.of("src/main/resources/openapi/partner.json")))
                .map(match -> match.group(1))
                .sorted()
                .toList();
        assertTrue(calls.contains("createCustomer"), calls::toString);
        assertEquals(
                calls,
                matches("<article id=\"(\\w+)\"", PAGES.get("/docs/reference"))
                        .map(match -> match.group(1))
                        .sorted()
                        .toList());
    }

    @Test
    void the_reference_explains_the_link_header_of_each_call() {
        String html = PAGES.get("/docs/reference");
        String shared = html.substring(html.indexOf("id=\"headers\""), html.indexOf("id=\"bodies\""));
        assertTrue(shared.contains("X-Request-Id"), shared);
        assertFalse(shared.contains("Link"), shared);
        assertTrue(article(html, "ping").contains("service-desc"));
        for (String list : List.of("listCustomers", "findSuppliers", "searchCustomers")) {
            assertFalse(article(html, list).contains("service-desc"), list);
            assertTrue(article(html, list).contains("relative references (RFC 8288)"), list);
        }
    }

    private static String article(String html, String id) {
        int start = html.indexOf("<article id=\"" + id + "\"");
        return html.substring(start, html.indexOf("</article>", start));
    }

    private static Stream<String> links(String html) {
        return matches("(?:href|src)=\"([^\"]*)\"", html).map(match -> match.group(1));
    }

    private static Stream<MatchResult> matches(String pattern, String html) {
        return Pattern.compile(pattern).matcher(html).results();
    }
}
