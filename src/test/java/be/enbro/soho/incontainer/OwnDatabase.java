package be.enbro.soho.incontainer;

import be.enbro.soho.it.ArquillianServer;
import be.enbro.soho.it.Database;
import be.enbro.soho.it.Settings;
import java.io.IOException;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Creates a new PostgreSQL before Arquillian starts the server and stops it afterwards; does nothing inside the server.
 */
public final class OwnDatabase implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
        if (isInsideServer(context)) {
            return;
        }
        Settings.choose();
        ArquillianServer.prepare();
        Database.create();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!isInsideServer(context)) {
            Database.stop();
        }
    }

    private static boolean isInsideServer(ExtensionContext context) {
        return context.getConfigurationParameter(ArquillianExtension.RUNNING_INSIDE_ARQUILLIAN)
                .map(Boolean::parseBoolean)
                .orElse(false);
    }
}
