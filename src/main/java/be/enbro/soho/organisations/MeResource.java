package be.enbro.soho.organisations;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** {@code GET /api/v1/me}: the organisation that the token belongs to. */
@Singleton
@Path("api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    @GET
    public OrganisationView me(@Context SecurityContext security) {
        CurrentOrganisation organisation = CurrentOrganisation.of(security);
        return new OrganisationView(
                organisation.id(), organisation.name(), organisation.domain(), organisation.createdAt());
    }
}
