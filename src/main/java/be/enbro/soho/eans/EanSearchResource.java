package be.enbro.soho.eans;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.QueryParameter;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/eans}: finds a metering point of an organisation by its id or number. */
@Tag(name = "EANs")
@Access(Caller.PARTNER)
@Path("api/v1/eans")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class EanSearchResource {
    private static final QueryParameter<String> NUMBER = new QueryParameter<>("number", Ean.NUMBER);

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
    @Path("{id}")
    @Operation(operationId = "showEan", summary = "Show an EAN")
    public EanView show(@PathParam("id") IdParam id) {
        return eans.find(CurrentOrganisation.ofRequest(), id.value()).orElseThrow(NotFoundException::new);
    }
}
