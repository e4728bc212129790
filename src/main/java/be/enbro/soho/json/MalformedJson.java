package be.enbro.soho.json;

/** Thrown if a body is not JSON. Contains nothing of the body, which may hold personal data. */
public final class MalformedJson extends RuntimeException {

    MalformedJson() {
        // A client's mistake, thrown often under attack: no cause, no suppressed exceptions, no stack trace.
        super("is not valid JSON", null, false, false);
    }
}
