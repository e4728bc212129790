package be.enbro.soho.database;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;

/**
 * Has EclipseLink hand on a lost connection at once: by default it would try a query three times, 5 seconds apart, and
 * the pool has tested the connection already.
 */
// Its successor is not in the EclipseLink of Payara Server.
@SuppressWarnings("removal")
public class FailFast implements SessionCustomizer {
    @Override
    public void customize(Session session) {
        DatabaseLogin login = session.getLogin();
        login.setQueryRetryAttemptCount(0);
        login.setConnectionHealthValidatedOnError(false);
    }
}
