package be.enbro.soho.requests;

/** What is known of the request that a thread works on: its id, whose it is, and what its one line in the log says of it. */
public final class RequestTrace {
    private static final ThreadLocal<RequestTrace> CURRENT = new ThreadLocal<>();

    private final String id;
    private String pathTemplate = "-";
    private Caller caller = Caller.ANYONE;
    private Partner partner;

    private RequestTrace(String id) {
        this.id = id;
    }

    /** Begins the trace of a request with the id that the partner sent, if it is usable. */
    static RequestTrace begin(String idOfPartner) {
        RequestTrace trace = new RequestTrace(RequestId.of(idOfPartner));
        CURRENT.set(trace);
        return trace;
    }

    static void end() {
        CURRENT.remove();
    }

    /** Notes whom the request's token belongs to. */
    public static void partner(Partner partner) {
        RequestTrace trace = CURRENT.get();
        if (trace != null) {
            trace.partner = partner;
            trace.caller = Caller.PARTNER;
        }
    }

    /** Whom the token belongs to that came with the request of this thread; null if no token was checked. */
    public static Partner partner() {
        RequestTrace trace = CURRENT.get();
        return trace == null ? null : trace.partner;
    }

    /** Notes that the operator's token came with the request. */
    public static void operator() {
        RequestTrace trace = CURRENT.get();
        if (trace != null) {
            trace.caller = Caller.OPERATOR;
        }
    }

    /** On whose behalf the request of this thread is made. */
    public static Caller caller() {
        RequestTrace trace = CURRENT.get();
        return trace == null ? Caller.ANYONE : trace.caller;
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
        return partner == null ? "-" : Long.toString(partner.id());
    }
}
