package be.enbro.soho.http;

import be.enbro.soho.persistence.ConnectionShare;
import be.enbro.soho.persistence.FailedCommit;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The context of the request that a thread processes: its id, on whose behalf it is made, and the contents of its line
 * in the log. One thread can suspend it and another resume it.
 */
public final class RequestContext {
    private static final String ATTRIBUTE = RequestContext.class.getName();
    private static final ThreadLocal<RequestContext> CURRENT = new ThreadLocal<>();

    private final String id;
    private final String path;
    private final boolean isOperatorAdmitted;
    private final HttpServletResponse response;
    private final long start = System.nanoTime();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private String pathTemplate = "-";
    private Caller caller = Caller.ANYONE;
    private boolean isReadOnly;
    private Runnable onReturn;
    private Long organisation;
    private Long token;
    private Partner partner;

    private RequestContext(String id, String path, boolean isOperatorAdmitted, HttpServletResponse response) {
        this.id = id;
        this.path = path;
        this.isOperatorAdmitted = isOperatorAdmitted;
        this.response = response;
    }

    /** Begins a request, with the id that the partner sent if it is valid. */
    static RequestContext begin(
            String idOfPartner, String path, boolean isOperatorAdmitted, HttpServletResponse response) {
        FailedCommit.clear();
        RequestContext context = new RequestContext(RequestId.of(idOfPartner), path, isOperatorAdmitted, response);
        CURRENT.set(context);
        return context;
    }

    /**
     * Detaches the request from this thread, until another thread resumes it.
     *
     * @param onReturn run when this thread leaves the first filter
     */
    public static RequestContext suspend(ServletRequest request, Runnable onReturn) {
        RequestContext context = CURRENT.get();
        context.onReturn = onReturn;
        request.setAttribute(ATTRIBUTE, context);
        CURRENT.remove();
        ConnectionShare.end();
        return context;
    }

    /** Attaches a suspended request to this thread. */
    static RequestContext resume(ServletRequest request) {
        FailedCommit.clear();
        RequestContext context = (RequestContext) request.getAttribute(ATTRIBUTE);
        CURRENT.set(context);
        if (context.partner != null) {
            ConnectionShare.begin(context.partner.id());
        }
        return context;
    }

    /** Called when the thread that suspended the request has left it. */
    void returned() {
        onReturn.run();
    }

    /** Returns whether this thread still processes the request. */
    boolean isCurrent() {
        return CURRENT.get() == this;
    }

    /** Ends the request, on any thread; returns false if it has ended before. */
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
     * Records the organisation to which the request's token belongs. Returns false, and records it for the log only,
     * while the organisation has reached its {@link RateLimit} or its limit of {@link ConcurrentRequests}. A further
     * call for an admitted request has no effect.
     *
     * @param tokenId the id of the token
     * @param isReadOnly whether the token may only read
     */
    public static boolean admit(Partner partner, long tokenId, boolean isReadOnly) {
        RequestContext context = CURRENT.get();
        if (context == null || context.partner != null) {
            return true;
        }
        context.organisation = partner.id();
        if (!RateLimit.admits(partner.id(), context.response::setHeader) || !ConcurrentRequests.enter(partner.id())) {
            return false;
        }
        context.partner = partner;
        context.token = tokenId;
        context.caller = Caller.PARTNER;
        context.isReadOnly = isReadOnly;
        ConnectionShare.begin(partner.id());
        return true;
    }

    /** Returns the partner whose token came with this thread's request; null if none was checked. */
    public static Partner partner() {
        RequestContext context = CURRENT.get();
        return context == null ? null : context.partner;
    }

    /**
     * Records that the operator's token came with the request; does nothing if the operator is served by another
     * listener.
     */
    public static void operator() {
        RequestContext context = CURRENT.get();
        if (context != null && context.isOperatorAdmitted) {
            context.caller = Caller.OPERATOR;
        }
    }

    /** Returns on whose behalf this thread's request is made. */
    public static Caller caller() {
        RequestContext context = CURRENT.get();
        return context == null ? Caller.ANYONE : context.caller;
    }

    /** Returns the id of the token that came with this thread's request; null if no partner's token was checked. */
    public static Long tokenId() {
        RequestContext context = CURRENT.get();
        return context == null ? null : context.token;
    }

    /** Returns whether this thread's request came with a token that may only read. */
    public static boolean isReadOnly() {
        RequestContext context = CURRENT.get();
        return context != null && context.isReadOnly;
    }

    static void pathTemplate(String template) {
        RequestContext context = CURRENT.get();
        if (context != null) {
            context.pathTemplate = template;
        }
    }

    /** Returns the id of the request that this thread processes, for the log; "-" outside of requests. */
    public static String currentId() {
        RequestContext context = CURRENT.get();
        return context == null ? "-" : context.id;
    }

    /**
     * Returns the path of this thread's request as sent, without the query.
     *
     * @throws NullPointerException outside of requests
     */
    public static String currentPath() {
        return CURRENT.get().path;
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

    /** Nanoseconds since the request was received. */
    long nanoseconds() {
        return System.nanoTime() - start;
    }
}
