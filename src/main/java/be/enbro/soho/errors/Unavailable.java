package be.enbro.soho.errors;

import be.enbro.soho.database.ConnectionPool;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The answer while the database is away or the server sheds load. */
final class Unavailable {
    private Unavailable() {}

    static Response response() {
        return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, ConnectionPool.RETRY_SECONDS)
                .entity(ErrorBody.of(503))
                .build();
    }
}
