package be.enbro.soho.browser;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.json.Json;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium, without a window, with a new profile, and with a log of its requests and its console. */
final class Browser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "browser");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;
    private final URI server;

    private Browser(ChromeDriver driver, URI server) {
        this.driver = driver;
        this.server = server;
    }

    /** Starts a browser for the pages of one server. */
    static Browser start(URI server, Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(program("/usr/bin/chromium", "chromium"))
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--user-data-dir=" + profile.toAbsolutePath());
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("/usr/bin/chromedriver", "chromium-driver"))
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options), server);
    }

    /** Opens a page and forgets the logs of earlier ones. */
    Browser open(String path) {
        driver.get("about:blank");
        log(LogType.BROWSER);
        log(LogType.PERFORMANCE);
        driver.get(server.resolve(path).toString());
        return this;
    }

    /** Shows the page on a screen of this width. */
    Browser wide(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Prefers the colour scheme "light" or "dark", and no motion, so that a click does not wait for scrolling. */
    Browser in(String colorScheme) {
        Map<String, String> colors = Map.of("name", "prefers-color-scheme", "value", colorScheme);
        Map<String, String> motion = Map.of("name", "prefers-reduced-motion", "value", "reduce");
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(colors, motion)));
        return this;
    }

    /** Whether the pages opened from now on may run scripts. */
    Browser scripts(boolean areAllowed) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !areAllowed));
        return this;
    }

    /** Returns what the console of the page says: errors, violations of its policy, failed requests. */
    List<String> console() {
        return log(LogType.BROWSER).map(LogEntry::getMessage).toList();
    }

    /** Returns the addresses that the page requested. */
    List<String> requests() {
        return log(LogType.PERFORMANCE)
                .map(entry -> new Json().<Map<String, Map<String, Object>>>toType(entry.getMessage(), Map.class))
                .map(event -> event.get("message"))
                .filter(message -> "Network.requestWillBeSent".equals(message.get("method")))
                .map(message -> (Map<?, ?>) message.get("params"))
                .map(parameters -> (Map<?, ?>) parameters.get("request"))
                .map(request -> request.get("url").toString())
                .toList();
    }

    /** Returns what axe finds inaccessible, with the elements. */
    List<String> barriers() {
        return new AxeBuilder()
                .setLegacyMode(true).analyze(driver).getViolations().stream()
                        .map(Browser::barrier)
                        .toList();
    }

    private static String barrier(Rule violation) {
        return violation.getId()
                + violation.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    /** Returns the width of the page's content. */
    long contentWidth() {
        return (long) driver.executeScript("return document.documentElement.scrollWidth");
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Waits for an element that is displayed. */
    WebElement await(String selector) {
        return new WebDriverWait(driver, PATIENCE).until(any -> all(selector).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
    }

    /** Waits until the element has this text in it. */
    void awaitText(String selector, String text) {
        new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> text + " in "
                        + all(selector).stream().map(WebElement::getText).toList())
                .until(any -> all(selector).stream()
                        .anyMatch(element -> element.getText().contains(text)));
    }

    /** Presses keys without a mouse, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Tab until the focus is on an element that matches. */
    WebElement tabTo(String selector) {
        for (int i = 0; i < 1000; i++) {
            press(Keys.TAB);
            if ((boolean) driver.executeScript("return document.activeElement.matches(arguments[0])", selector)) {
                return focused();
            }
        }
        throw new AssertionError("Tab does not reach " + selector);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Returns the value of an expression in the page. */
    Object value(String expression) {
        return driver.executeScript("return " + expression);
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** Keeps a picture of the whole page in target/browser. */
    Browser screenshot(String name) {
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "format", "png"));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + ".png"),
                    Base64.getDecoder().decode(picture.get("data").toString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return this;
    }

    @Override
    public void close() {
        driver.quit();
    }

    private Stream<LogEntry> log(String type) {
        return driver.manage().logs().get(type).getAll().stream();
    }

    private static File program(String path, String debianPackage) {
        File program = new File(path);
        if (!program.canExecute()) {
            throw new AssertionError(path + " is missing: install Debian's package " + debianPackage);
        }
        return program;
    }
}
