package be.enbro.soho.changes;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.organisations.CurrentOrganisation;
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

/** {@code GET /api/v1/changes}: what changed in an organisation's records, in one order and without a gap. */
@Tag(name = "Changes")
@Access(Caller.PARTNER)
@Path("api/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ChangesResource {
    @EJB
    private Changes changes;

    @GET
    @Operation(operationId = "listChanges", summary = "List changes")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "410")
    @APIResponse(responseCode = "422")
    public ChangePage<ChangeView> list(@QueryParam("after") String after, @QueryParam("limit") String limit) {
        return changes.ofPartner(CurrentOrganisation.ofRequest(), ChangeRequest.of(after, limit));
    }
}
