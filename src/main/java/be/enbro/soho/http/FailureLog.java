package be.enbro.soho.http;

import be.enbro.soho.persistence.FailedCommit;
import be.enbro.soho.persistence.SqlErrors;
import java.lang.System.Logger.Level;

/**
 * Logs why a request failed or cannot be processed for the moment: one line with the request's id and without any value
 * of the request.
 */
public final class FailureLog {
    private static final System.Logger LOG = System.getLogger(FailureLog.class.getName());

    private FailureLog() {}

    /**
     * Logs the failure of this thread's request.
     *
     * @return whether it is {@linkplain SqlErrors#isTransient transient}, not a defect
     */
    public static boolean log(Throwable reported) {
        Throwable failure = FailedCommit.causeOf(reported);
        if (SqlErrors.isTransient(failure)) {
            unavailable(failure);
            return true;
        }
        LOG.log(Level.ERROR, "internal error request={0}: {1}", RequestContext.currentId(), SqlErrors.trace(failure));
        return false;
    }

    /** Logs the failure for which this thread's request is answered 503. */
    public static void unavailable(Throwable failure) {
        unavailable(SqlErrors.summary(failure));
    }

    /** Logs why this thread's request is answered 503. */
    public static void unavailable(String reason) {
        LOG.log(Level.WARNING, "unavailable: {0} request={1}", reason, RequestContext.currentId());
    }
}
