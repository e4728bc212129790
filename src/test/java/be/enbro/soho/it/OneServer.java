package be.enbro.soho.it;

import java.nio.file.Path;
import java.util.Optional;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts PostgreSQL and then Arquillian's server, once for the suite and all classes nested in it.
 *
 * <p>Arquillian would deploy again for every nested class, so it is notified of the outermost class only. A server
 * without an Arquillian connector is started by its scripts, see {@link ScriptedServer}.
 */
final class OneServer implements BeforeAllCallback, AfterAllCallback {
    private final ArquillianExtension arquillian = new ArquillianExtension();
    private final Optional<ScriptedServer> scripted = ScriptedServer.configured();

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (isNested(context)) {
            return;
        }
        Settings.choose();
        if (scripted.isPresent()) {
            scripted.get().install();
        } else {
            ArquillianServer.prepare();
        }
        ServerLog.delete();
        Database.create();
        if (scripted.isPresent()) {
            scripted.get().start();
        } else {
            arquillian.beforeAll(context);
        }
        SohoApi.awaitReady();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (isNested(context)) {
            return;
        }
        if (scripted.isPresent()) {
            scripted.get().stop();
        } else {
            arquillian.afterAll(context);
        }
        Database.stop();
    }

    static Path directory() {
        return Path.of("target", "it").toAbsolutePath();
    }

    private static boolean isNested(ExtensionContext context) {
        return context.getRequiredTestClass().isAnnotationPresent(Nested.class);
    }
}
