package be.enbro.soho.organisations;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.json.RequestBody;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.RequestParser;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /operator/v1/organisations}: registers and lists the partners of the platform. */
@Access(Caller.OPERATOR)
@Path("operator/v1/organisations")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class OrganisationsResource {
    @EJB
    private Organisations organisations;

    @POST
    public Response create(RequestBody body) {
        OrganisationParams organisation = RequestParser.parse(body.json(), "organisation", OrganisationParams::from)
                .orElseThrow(organisations::errors);
        return Response.status(Response.Status.CREATED)
                .entity(organisations.register(organisation))
                .build();
    }

    @GET
    public Page<OrganisationView> list(@QueryParam("page") String page, @QueryParam("per") String per) {
        return organisations.page(PageRequest.of(page, per));
    }

    @GET
    @Path("{id}")
    public OrganisationView show(@PathParam("id") IdParam id) {
        return organisations.find(id.value()).orElseThrow(NotFoundException::new);
    }
}
