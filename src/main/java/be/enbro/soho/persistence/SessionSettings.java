package be.enbro.soho.persistence;

import java.util.Locale;
import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.internal.helper.DatabaseField;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/**
 * Configures EclipseLink: a column has the name of its attribute in snake case, and a lost connection is reported at
 * once. By default EclipseLink would retry a query three times, 5 seconds apart, although the pool has tested the
 * connection already.
 */
public class SessionSettings implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        doNotRetry(session.getLogin());
        session.getDescriptors().values().stream()
                .flatMap(descriptor -> descriptor.getMappings().stream())
                .filter(DatabaseMapping::isDirectToFieldMapping)
                .forEach(SessionSettings::nameColumn);
    }

    // The methods that replace the deprecated ones are missing from the EclipseLink of Payara Server.
    @SuppressWarnings("removal")
    private static void doNotRetry(DatabaseLogin login) {
        login.setQueryRetryAttemptCount(0);
        login.setConnectionHealthValidatedOnError(false);
    }

    private static void nameColumn(DatabaseMapping mapping) {
        DatabaseField column = mapping.getField();
        if (column.getName().equalsIgnoreCase(mapping.getAttributeName())) {
            column.setName(snakeCase(mapping.getAttributeName()));
        }
    }

    private static String snakeCase(String name) {
        return name.replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
    }
}
