package be.enbro.soho.errors;

import be.enbro.soho.requests.FailureLog;
import jakarta.ws.rs.core.Response;

/** What nobody foresaw: the log says why, the answer says nothing about it. */
final class Unexpected {
    private Unexpected() {}

    static Response response(Throwable failure) {
        return FailureLog.log(failure)
                ? Unavailable.response()
                : Response.serverError().entity(ErrorBody.of(500)).build();
    }
}
