package be.enbro.soho.requests;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What is known of the request that a thread works on: its id, and what its one line in the log says of it. */
public final class RequestTrace {
    private static final ThreadLocal<RequestTrace> CURRENT = new ThreadLocal<>();
    private static final long NODE = new SecureRandom().nextLong();

    private final String id;
    private String pathTemplate = "-";
    private long organisationId;

    private RequestTrace(String id) {
        this.id = id;
    }

    /** Begins the trace of a request; the partner's id is taken over if it is 1 to 64 of {@code [A-Za-z0-9._-]}. */
    static RequestTrace begin(String idOfPartner) {
        RequestTrace trace = new RequestTrace(isUsable(idOfPartner) ? idOfPartner : newId());
        CURRENT.set(trace);
        return trace;
    }

    static void end() {
        CURRENT.remove();
    }

    /** The organisation that the request's token belongs to. */
    public static void organisation(long organisationId) {
        RequestTrace trace = CURRENT.get();
        if (trace != null) {
            trace.organisationId = organisationId;
        }
    }

    static void pathTemplate(String template) {
        RequestTrace trace = CURRENT.get();
        if (trace != null) {
            trace.pathTemplate = template;
        }
    }

    /** The id of the request that this thread works on, for a line in the log; "-" outside of requests. */
    public static String currentId() {
        RequestTrace trace = CURRENT.get();
        return trace == null ? "-" : trace.id;
    }

    String id() {
        return id;
    }

    String pathTemplate() {
        return pathTemplate;
    }

    String organisation() {
        return organisationId == 0 ? "-" : Long.toString(organisationId);
    }

    private static String newId() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(NODE ^ System.nanoTime())
                + hex.toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static boolean isUsable(String id) {
        if (id == null || id.isEmpty() || id.length() > 64) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isUsable(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUsable(char character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '.'
                || character == '_'
                || character == '-';
    }
}
