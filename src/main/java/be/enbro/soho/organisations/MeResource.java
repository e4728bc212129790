package be.enbro.soho.organisations;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/me}: returns the organisation to which the token belongs. */
@Tag(name = "Access")
@Singleton
@Access(Caller.PARTNER)
@Path("api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    @GET
    @Operation(operationId = "me", summary = "Show the organisation of the token")
    public OrganisationView me() {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return new OrganisationView(
                organisation.id(), organisation.name(), organisation.domain(), organisation.createdAt(), null);
    }
}
