package be.enbro.soho.requests;

import be.enbro.soho.database.FailedCommit;
import be.enbro.soho.database.SqlFailure;
import java.lang.System.Logger.Level;

/** Logs why a request failed: one line with the request's id, without a value of the request. */
public final class FailureLog {
    private static final System.Logger LOG = System.getLogger(FailureLog.class.getName());

    private FailureLog() {}

    /** Logs the failure of this thread's request; whether it is an outage of the database, and no defect. */
    public static boolean log(Throwable reported) {
        Throwable failure = FailedCommit.behind(reported);
        String id = RequestTrace.currentId();
        if (SqlFailure.isOutage(failure)) {
            LOG.log(Level.WARNING, "the database does not answer: {0} request={1}", SqlFailure.inShort(failure), id);
            return true;
        }
        LOG.log(Level.ERROR, "internal error request={0}: {1}", id, SqlFailure.summary(failure));
        return false;
    }
}
