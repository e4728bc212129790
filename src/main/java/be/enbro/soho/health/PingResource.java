package be.enbro.soho.health;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/ping}: a liveness check that needs no token. */
@Tag(name = "Access")
@Singleton
@Access(Caller.ANYONE)
@Path("api/v1/ping")
@Produces(MediaType.APPLICATION_JSON)
public class PingResource {
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    @GET
    @Operation(operationId = "ping", summary = "Check that the API answers")
    @APIResponseSchema(value = EmptyObject.class, responseCode = "200")
    public byte[] ping() {
        return EMPTY_OBJECT;
    }

    /** The response, for the description. */
    private record EmptyObject() {}
}
