package be.enbro.soho.errors;

import be.enbro.soho.database.SqlFailure;
import be.enbro.soho.requests.RequestTrace;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;

/** What nobody foresaw: the log has it whole, the answer says nothing about it. */
final class Unexpected {
    private static final System.Logger LOG = System.getLogger(Unexpected.class.getName());

    private Unexpected() {}

    static Response response(Throwable failure) {
        if (SqlFailure.isOutage(failure)) {
            LOG.log(
                    Level.WARNING,
                    "the database does not answer: {0} request={1}",
                    SqlFailure.inShort(failure),
                    RequestTrace.currentId());
            return Unavailable.response();
        }
        LOG.log(Level.ERROR, "internal error request=" + RequestTrace.currentId(), failure);
        return Response.serverError().entity(ErrorBody.of(500)).build();
    }
}
