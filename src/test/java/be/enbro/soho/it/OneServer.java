package be.enbro.soho.it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts PostgreSQL and then Arquillian's server, once for the suite and all classes nested in it.
 *
 * <p>Arquillian would deploy again for every nested class, so it only hears of the outermost one. With {@code soho.it.url}
 * set the suite waits for a server that somebody else starts there on the database at {@code soho.it.db.port}.
 */
final class OneServer implements BeforeAllCallback, AfterAllCallback {
    private final ArquillianExtension arquillian = new ArquillianExtension();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (isNested(context)) {
            return;
        }
        Files.createDirectories(directory());
        Settings.choose();
        ServerLog.delete();
        Database.create();
        if (!Settings.serverIsElsewhere()) {
            arquillian.beforeAll(context);
        }
        SohoApi.awaitReady();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (isNested(context)) {
            return;
        }
        if (!Settings.serverIsElsewhere()) {
            arquillian.afterAll(context);
        }
        Database.stop();
    }

    static Path directory() {
        return Path.of(System.getProperty("soho.it.directory", "target/it")).toAbsolutePath();
    }

    private static boolean isNested(ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(Nested.class);
    }
}
