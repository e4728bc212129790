package be.enbro.soho.suppliers;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.json.RequestBody;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.RequestParser;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code /operator/v1/suppliers}: registers and lists the suppliers that EANs may refer to. */
@Access(Caller.OPERATOR)
@Path("operator/v1/suppliers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SuppliersResource {
    @EJB
    private Suppliers suppliers;

    @POST
    public Response create(RequestBody body) {
        SupplierParams supplier = RequestParser.parse(body.json(), "supplier", SupplierParams::from)
                .orElseThrow(Validated::errors);
        return Response.status(Response.Status.CREATED)
                .entity(suppliers.register(supplier))
                .build();
    }

    @GET
    public Page<SupplierView> list(@QueryParam("page") String page, @QueryParam("per") String per) {
        return suppliers.page(PageRequest.of(page, per));
    }
}
