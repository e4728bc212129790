package be.enbro.soho.json;

/** A body that is no JSON text; says nothing of the body, which may hold personal data. */
public final class MalformedJson extends RuntimeException {

    MalformedJson() {
        // A client's mistake, thrown often under attack: no cause, no suppression, no stack trace to fill.
        super("is not valid JSON", null, false, false);
    }
}
