package be.enbro.soho.errors;

import be.enbro.soho.database.FailedCommit;
import be.enbro.soho.database.SqlFailure;
import be.enbro.soho.requests.RequestTrace;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;

/** What nobody foresaw: one line in the log, without a value of the request; the answer says nothing about it. */
final class Unexpected {
    private static final System.Logger LOG = System.getLogger(Unexpected.class.getName());

    private Unexpected() {}

    static Response response(Throwable reported) {
        Throwable failure = FailedCommit.behind(reported);
        if (SqlFailure.isOutage(failure)) {
            LOG.log(
                    Level.WARNING,
                    "the database does not answer: {0} request={1}",
                    SqlFailure.inShort(failure),
                    RequestTrace.currentId());
            return Unavailable.response();
        }
        LOG.log(Level.ERROR, "internal error request={0}: {1}", RequestTrace.currentId(), SqlFailure.summary(failure));
        return Response.serverError().entity(ErrorBody.of(500)).build();
    }
}
