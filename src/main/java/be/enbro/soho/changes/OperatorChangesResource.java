package be.enbro.soho.changes;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.validation.IdParam;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /operator/v1/changes}: the ledger of all organisations. */
@Tag(name = "Changes")
@Access(Caller.OPERATOR)
@Path("operator/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class OperatorChangesResource {
    @EJB
    private Changes changes;

    /** An unknown organisation or type finds nothing; an empty parameter is none. */
    @GET
    @Operation(operationId = "listAllChanges", summary = "List the changes of all organisations")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "410")
    @APIResponse(responseCode = "422")
    public ChangePage<OperatorChangeView> list(
            @QueryParam("after") String after,
            @QueryParam("limit") String limit,
            @QueryParam("organisation_id") String organisation,
            @QueryParam("type") String type) {
        return changes.ofAll(
                ChangeRequest.of(after, limit),
                isAbsent(organisation) ? null : IdParam.fromString(organisation).value(),
                isAbsent(type) ? null : storable(type));
    }

    private static boolean isAbsent(String parameter) {
        return parameter == null || parameter.isEmpty();
    }

    /** Returns a type that PostgreSQL accepts as a text, and that none has if the type does not exist. */
    private static String storable(String type) {
        return type.indexOf('\0') < 0 ? type : "";
    }
}
