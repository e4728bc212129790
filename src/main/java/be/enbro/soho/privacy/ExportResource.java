package be.enbro.soho.privacy;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.IdParam;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/customers/:id/export}: everything that is stored about a customer. */
@Tag(name = "Customers")
@Access(Caller.PARTNER)
@Path("api/v1/customers/{id}/export")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ExportResource {
    @EJB
    private Exports exports;

    @GET
    @Operation(operationId = "exportCustomer", summary = "Export everything that is stored about a customer")
    @APIResponseSchema(value = ExportView.class, responseCode = "200")
    public Object export(@PathParam("id") IdParam id) throws IOException {
        return exports.of(CurrentOrganisation.ofRequest(), id.value()).orElseThrow(NotFoundException::new);
    }
}
