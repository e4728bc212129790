package be.enbro.soho.organisations;

import be.enbro.soho.access.Access;
import be.enbro.soho.conditional.EntityTagged;
import be.enbro.soho.conditional.IfMatch;
import be.enbro.soho.conditional.PatchRequest;
import be.enbro.soho.http.Caller;
import be.enbro.soho.idempotency.Idempotency;
import be.enbro.soho.idempotency.IdempotencyKey;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.RequestType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /operator/v1/organisations}: registers, corrects and lists the partners of the platform. */
@Tag(name = "Organisations")
@Access(Caller.OPERATOR)
@Path("operator/v1/organisations")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class OrganisationsResource {
    private static final RequestType<OrganisationParams> ORGANISATION =
            RequestType.object("organisation", OrganisationParams::from);
    private static final RequestType<Patch<OrganisationPatch>> PATCH =
            RequestType.patch("organisation", OrganisationPatch::from);

    @EJB
    private Organisations organisations;

    @Inject
    private Idempotency idempotency;

    @Inject
    private Event<OrganisationCorrected> corrections;

    @POST
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "createOrganisation", summary = "Register a partner organisation")
    @APIResponseSchema(value = OrganisationView.class, responseCode = "201")
    public Response create(@RequestBody(ref = "organisation") JsonBody body) {
        return idempotency.answer(
                Status.CREATED, body, json -> new OrganisationCreation(organisations, ORGANISATION.parse(json)));
    }

    @GET
    @Operation(operationId = "listOrganisations", summary = "List partner organisations")
    public Page<OrganisationView> list(@QueryParam("page") String page, @QueryParam("per") String per) {
        return organisations.page(PageRequest.of(page, per));
    }

    @GET
    @Path("{id}")
    @EntityTagged
    @Operation(operationId = "showOrganisation", summary = "Show a partner organisation")
    public OrganisationView show(@PathParam("id") IdParam id) {
        return organisations.find(id.value()).orElseThrow(NotFoundException::new);
    }

    @PATCH
    @Path("{id}")
    @EntityTagged
    @Parameter(name = IfMatch.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "correctOrganisation", summary = "Correct, disable or enable a partner organisation")
    public OrganisationView correct(
            @PathParam("id") IdParam id, @RequestBody(ref = "organisationPatch") JsonBody body) {
        PatchRequest<OrganisationPatch> request = PatchRequest.of(
                body, PATCH, () -> organisations.find(id.value()).isPresent());
        OrganisationView corrected = organisations.correct(id.value(), request);
        corrections.fire(new OrganisationCorrected());
        return corrected;
    }
}
