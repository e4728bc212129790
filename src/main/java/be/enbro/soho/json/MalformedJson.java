package be.enbro.soho.json;

import jakarta.ejb.ApplicationException;

/**
 * Thrown if a body is not JSON. Contains nothing of the body, which may hold personal data. An application exception, so that
 * an EJB throws it unwrapped on every server.
 */
@ApplicationException(rollback = true)
public final class MalformedJson extends RuntimeException {

    MalformedJson() {
        // A client's mistake, thrown often under attack: no cause, no suppressed exceptions, no stack trace.
        super("is not valid JSON", null, false, false);
    }
}
