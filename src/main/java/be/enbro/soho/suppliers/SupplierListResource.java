package be.enbro.soho.suppliers;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/suppliers}: the suppliers to which an EAN can refer. */
@Tag(name = "Suppliers")
@Access(Caller.PARTNER)
@Path("api/v1/suppliers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SupplierListResource {
    @EJB
    private Suppliers suppliers;

    @GET
    @Operation(operationId = "findSuppliers", summary = "List suppliers")
    public Page<NamedSupplierView> list(
            @QueryParam("name") String name, @QueryParam("page") String page, @QueryParam("per") String per) {
        return suppliers.page(name, PageRequest.of(page, per));
    }
}
