package be.enbro.soho.errors;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** The answer for what is not there, for whatever reason (rules, section 2). */
final class NotFound {
    static final byte[] BODY = "\"Not found\"".getBytes(StandardCharsets.US_ASCII);

    private NotFound() {}

    static Response response() {
        return Response.status(Response.Status.NOT_FOUND).entity(BODY).build();
    }
}
