package be.enbro.soho.http;

import be.enbro.soho.persistence.ConnectionShare;
import be.enbro.soho.persistence.FailedCommit;
import jakarta.servlet.ServletRequest;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is known of the request that a thread works on: its id, on whose behalf it is made, and what its one line in the log
 * says of it. It can be suspended by one thread and resumed by another.
 */
public final class RequestContext {
    private static final String ATTRIBUTE = RequestContext.class.getName();
    private static final ThreadLocal<RequestContext> CURRENT = new ThreadLocal<>();

    private final String id;
    private final boolean isOperatorAdmitted;
    private final long start = System.nanoTime();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private String pathTemplate = "-";
    private Caller caller = Caller.ANYONE;
    private Runnable onReturn;
    private Long organisation;
    private Partner partner;

    private RequestContext(String id, boolean isOperatorAdmitted) {
        this.id = id;
        this.isOperatorAdmitted = isOperatorAdmitted;
    }

    /** Begins the trace of a request with the id that the partner sent, if it is usable. */
    static RequestContext begin(String idOfPartner, boolean isOperatorAdmitted) {
        FailedCommit.forget();
        RequestContext trace = new RequestContext(RequestId.of(idOfPartner), isOperatorAdmitted);
        CURRENT.set(trace);
        return trace;
    }

    /**
     * Takes the request from this thread, until another thread resumes it.
     *
     * @param onReturn run when this thread leaves the first of the filters
     */
    public static RequestContext suspend(ServletRequest request, Runnable onReturn) {
        RequestContext trace = CURRENT.get();
        trace.onReturn = onReturn;
        request.setAttribute(ATTRIBUTE, trace);
        CURRENT.remove();
        ConnectionShare.end();
        return trace;
    }

    /** Gives this thread a request that was suspended. */
    static RequestContext resume(ServletRequest request) {
        FailedCommit.forget();
        RequestContext trace = (RequestContext) request.getAttribute(ATTRIBUTE);
        CURRENT.set(trace);
        if (trace.partner != null) {
            ConnectionShare.begin(trace.partner.id());
        }
        return trace;
    }

    /** Notes that the thread that suspended the request has left it. */
    void returned() {
        onReturn.run();
    }

    /** Whether this thread works on the request still. */
    boolean isCurrent() {
        return CURRENT.get() == this;
    }

    /** Ends the request, on whatever thread; false if it was ended before. */
    boolean end() {
        if (isCurrent()) {
            CURRENT.remove();
            ConnectionShare.end();
        }
        if (!isEnded.compareAndSet(false, true)) {
            return false;
        }
        if (partner != null) {
            ConcurrentRequests.leave(partner.id());
        }
        return true;
    }

    /**
     * Notes whom the request's token belongs to; false, and noted for the log alone, while the organisation has as many
     * requests at work as it may ({@link ConcurrentRequests}).
     */
    public static boolean admit(Partner partner) {
        RequestContext trace = CURRENT.get();
        if (trace == null || trace.partner != null) {
            return true;
        }
        trace.organisation = partner.id();
        if (!ConcurrentRequests.enter(partner.id())) {
            return false;
        }
        trace.partner = partner;
        trace.caller = Caller.PARTNER;
        ConnectionShare.begin(partner.id());
        return true;
    }

    /** The partner whose token came with this thread's request; null if none was checked. */
    public static Partner partner() {
        RequestContext trace = CURRENT.get();
        return trace == null ? null : trace.partner;
    }

    /** Notes that the operator's token came with the request; nothing if that is for another listener. */
    public static void operator() {
        RequestContext trace = CURRENT.get();
        if (trace != null && trace.isOperatorAdmitted) {
            trace.caller = Caller.OPERATOR;
        }
    }

    /** On whose behalf the request of this thread is made. */
    public static Caller caller() {
        RequestContext trace = CURRENT.get();
        return trace == null ? Caller.ANYONE : trace.caller;
    }

    static void pathTemplate(String template) {
        RequestContext trace = CURRENT.get();
        if (trace != null) {
            trace.pathTemplate = template;
        }
    }

    /** The id of the request that this thread works on, for a line in the log; "-" outside of requests. */
    public static String currentId() {
        RequestContext trace = CURRENT.get();
        return trace == null ? "-" : trace.id;
    }

    String id() {
        return id;
    }

    String pathTemplate() {
        return pathTemplate;
    }

    String organisation() {
        return organisation == null ? "-" : organisation.toString();
    }

    /** Since the request was received. */
    long nanoseconds() {
        return System.nanoTime() - start;
    }
}
