package be.enbro.soho.eans;

import be.enbro.soho.access.Access;
import be.enbro.soho.conditional.EntityTagged;
import be.enbro.soho.conditional.IfMatch;
import be.enbro.soho.conditional.PatchRequest;
import be.enbro.soho.http.Caller;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.QueryParameter;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/eans}: the metering points of all customers of an organisation, by their ids and numbers. */
@Tag(name = "EANs")
@Access(Caller.PARTNER)
@Path("api/v1/eans")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class EanResource {
    private static final QueryParameter<String> NUMBER = new QueryParameter<>("number", Ean.NUMBER);

    private static final RequestType<Patch<Ean>> PATCH = RequestType.patch("ean", Ean::from);

    @EJB
    private Eans eans;

    /** Returns an array of none or one EAN. */
    @GET
    @Operation(operationId = "findEan", summary = "Find an EAN by its number")
    public List<EanView> find(@QueryParam("number") String number) {
        String valid = NUMBER.parse(number).orElseThrow(Validated::errors);
        return eans.findByNumber(CurrentOrganisation.ofRequest(), valid).stream()
                .toList();
    }

    @GET
    @EntityTagged
    @Path("{id}")
    @Operation(operationId = "showEan", summary = "Show an EAN")
    public EanView show(@PathParam("id") IdParam id) {
        return eans.find(CurrentOrganisation.ofRequest(), id.value()).orElseThrow(NotFoundException::new);
    }

    @PATCH
    @EntityTagged
    @Path("{id}")
    @Parameter(name = IfMatch.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "correctEan", summary = "Correct an EAN")
    public EanView correct(@PathParam("id") IdParam id, @RequestBody(ref = "eanPatch") JsonBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        PatchRequest<Ean> request = PatchRequest.of(
                body, PATCH, () -> eans.find(organisation, id.value()).isPresent());
        return eans.correct(organisation, id.value(), request).orElseThrow(NotFoundException::new);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeEan", summary = "Remove an EAN")
    public void remove(@PathParam("id") IdParam id, @HeaderParam(IfMatch.HEADER) List<String> ifMatch) {
        if (!eans.remove(CurrentOrganisation.ofRequest(), id.value(), IfMatch.of(ifMatch))) {
            throw new NotFoundException();
        }
    }
}
