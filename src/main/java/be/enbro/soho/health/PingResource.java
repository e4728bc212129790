package be.enbro.soho.health;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.json.EmptyObject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/ping}: a liveness check that needs no token; it also links to the API's description. */
@Tag(name = "Access")
@Singleton
@Access(Caller.ANYONE)
@Path("api/v1/ping")
@Produces(MediaType.APPLICATION_JSON)
public class PingResource {
    private static final byte[] EMPTY_OBJECT = {'{', '}'};
    /** RFC 8631. */
    private static final String DESCRIPTION = "</openapi.json>; rel=\"service-desc\"";

    @GET
    @Operation(operationId = "ping", summary = "Check that the API answers")
    @APIResponseSchema(value = EmptyObject.class, responseCode = "200")
    public Response ping() {
        return Response.ok(EMPTY_OBJECT).header(HttpHeaders.LINK, DESCRIPTION).build();
    }
}
