package be.enbro.soho.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.it.Database;
import be.enbro.soho.it.Partner;
import be.enbro.soho.it.Settings;
import be.enbro.soho.launcher.RunningServer;
import be.enbro.soho.portal.PortalPage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The portal of the runnable jar in Chromium. */
class BrowserIT {
    private static final String CALLS =
            "ping, me, listCustomers, createCustomer, listEans, createEan, createEans, showCustomer, correctCustomer, "
                    + "eraseCustomer, exportCustomer, correctEan, removeEan, listChanges";
    private static final int DESKTOP = 1280;
    private static final int PHONE = 320;

    @TempDir
    static Path directory;

    private static RunningServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        Settings.choose();
        Database.create();
        server = RunningServer.start(directory, Settings.environment()).ready();
        browser = Browser.start(origin(), directory.resolve("profile"));
    }

    @AfterAll
    static void stop() {
        Stream.of(browser, server).filter(started -> started != null).forEach(BrowserIT::close);
        Database.stop();
    }

    @BeforeEach
    void light_and_wide_and_with_scripts() {
        browser.wide(DESKTOP).in("light").scripts(true);
    }

    @ParameterizedTest
    @EnumSource
    void a_page_reports_no_error_and_requests_only_this_server(PortalPage page) {
        browser.open(page.path());
        assertEquals(List.of(), browser.console());
        assertOnlyThisServer(browser.requests());
    }

    @ParameterizedTest
    @EnumSource
    void a_page_is_accessible_in_both_colour_schemes_and_on_a_phone(PortalPage page) {
        browser.open(page.path());
        assertAccessible(page.name());
    }

    @ParameterizedTest
    @EnumSource
    void a_page_is_complete_without_scripts(PortalPage page) {
        browser.open(page.path());
        String withScripts = browser.find("main").getText();
        String withoutScripts =
                browser.scripts(false).open(page.path()).find("main").getText();
        assertTrue(withoutScripts.length() > 500, withoutScripts);
        for (String line :
                withScripts.lines().filter(line -> !line.matches("Try it|Copy")).toList()) {
            assertTrue(withoutScripts.contains(line), line);
        }
    }

    @Test
    void the_reference_shows_each_call_without_scripts() {
        browser.scripts(false).open(PortalPage.REFERENCE.path());
        for (String call : CALLS.split(", ")) {
            assertTrue(browser.find("#" + call).isDisplayed(), call);
        }
        assertTrue(browser.find("main").getText().contains("customer.profile.birth_date"));
        assertEquals(true, browser.value("document.querySelector('noscript p').checkVisibility()"));
        browser.all("#createCustomer .answer > summary").forEach(WebElement::click);
        browser.awaitText("#createCustomer .answer", "confirmed_email_has_already_been_taken");
        assertTrue(browser.all(".try button").stream().noneMatch(WebElement::isDisplayed));
        browser.screenshot("REFERENCE-without-scripts");
    }

    @Test
    void a_call_is_tried_with_a_token_that_is_kept_nowhere() {
        Partner partner = Partner.any();
        browser.open(PortalPage.REFERENCE.path());
        console("me").sendKeys(partner.token());
        browser.find("#try-me .execute").click();
        browser.awaitText("#try-me .answer", "Answer: 200");
        browser.awaitText("#try-me .answer", "\"id\": " + partner.id());

        assertEquals(List.of(), browser.console());
        assertOnlyThisServer(browser.requests());
        assertNotKept(partner.token());
        browser.open(PortalPage.REFERENCE.path());
        assertEquals("", console("me").getDomProperty("value"));
    }

    @Test
    void an_edited_body_is_sent_and_its_errors_are_shown() {
        browser.open(PortalPage.REFERENCE.path());
        console("createCustomer").sendKeys(Partner.any().token());
        WebElement body = browser.find("#try-createCustomer textarea");
        body.sendKeys(Keys.chord(Keys.CONTROL, "a"), "{\"customer\": {\"email\": \"nobody\"}}");
        browser.find("#try-createCustomer .execute").click();
        browser.awaitText("#try-createCustomer .answer", "Answer: 422");
        browser.awaitText("#try-createCustomer .answer", "\"path\": \"customer.profile\"");
    }

    @Test
    void a_call_without_a_token_is_answered_401() {
        browser.open(PortalPage.REFERENCE.path());
        console("me");
        browser.find("#try-me .execute").click();
        browser.awaitText("#try-me .answer", "Answer: 401");
    }

    @Test
    void trying_a_call_is_accessible_in_both_colour_schemes_and_on_a_phone() {
        browser.open(PortalPage.REFERENCE.path());
        console("createEan").sendKeys(Partner.any().token());
        console("listCustomers");
        for (String call : List.of("createEan", "listCustomers")) {
            browser.all("#try-" + call + " .parameters input").forEach(input -> {
                if (input.getDomProperty("value").isEmpty()) {
                    input.sendKeys("1");
                }
            });
            browser.find("#try-" + call + " .execute").click();
            browser.await("#try-" + call + " .answer h4");
        }
        assertAccessible("TRY");
    }

    @Test
    void the_reference_works_with_the_keyboard_alone() {
        browser.open(PortalPage.REFERENCE.path());
        browser.press(Keys.TAB);
        assertTrue(
                browser.focused().getText().startsWith("Skip to"),
                browser.focused().getText());
        browser.press(Keys.ENTER);
        assertEquals("MAIN", browser.value("document.activeElement.tagName"));

        browser.tabTo("[aria-controls=try-me]");
        browser.press(Keys.ENTER);
        browser.await("#try-me .execute");
        browser.tabTo("#try-me .token input");
        browser.press(Partner.any().token());
        browser.tabTo("#try-me .execute");
        browser.press(Keys.ENTER);
        browser.awaitText("#try-me .answer", "Answer: 200");
    }

    @Test
    void the_navigation_works_with_the_keyboard_alone() {
        browser.open(PortalPage.START.path());
        browser.tabTo("nav a[href='" + PortalPage.ERRORS.path() + "']");
        browser.press(Keys.ENTER);
        assertEquals(origin().resolve(PortalPage.ERRORS.path()).toString(), browser.url());
        assertEquals(
                PortalPage.ERRORS.title(), browser.find("nav [aria-current]").getText());
    }

    private static WebElement console(String call) {
        browser.find("[aria-controls=try-" + call + "]").click();
        browser.await("#try-" + call + " .execute");
        return browser.find("#try-" + call + " .token input");
    }

    private static void assertAccessible(String name) {
        for (String colours : List.of("light", "dark")) {
            for (int width : List.of(DESKTOP, PHONE)) {
                browser.in(colours).wide(width).screenshot(name + "-" + colours + "-" + width);
                assertEquals(List.of(), browser.barriers(), colours + " " + width);
                assertEquals(width, browser.contentWidth(), "horizontal scrolling");
            }
        }
    }

    private static void assertOnlyThisServer(List<String> requests) {
        assertFalse(requests.isEmpty());
        Stream<String> others = requests.stream()
                .filter(url ->
                        !url.startsWith(origin() + "/") && !url.startsWith("data:") && !url.equals("about:blank"));
        assertEquals(List.of(), others.toList());
    }

    private static void assertNotKept(String token) {
        assertEquals(0L, browser.value("localStorage.length + sessionStorage.length"));
        assertEquals("", browser.value("document.cookie"));
        assertFalse(browser.url().contains(token));
        assertFalse(((String) browser.value("document.documentElement.outerHTML")).contains(token));
    }

    private static void close(AutoCloseable started) {
        try {
            started.close();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static URI origin() {
        return URI.create("http://127.0.0.1:" + server.port());
    }
}
