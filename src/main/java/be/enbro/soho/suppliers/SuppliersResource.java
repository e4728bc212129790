package be.enbro.soho.suppliers;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.idempotency.Idempotency;
import be.enbro.soho.idempotency.IdempotencyKey;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.RequestType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
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

/** {@code /operator/v1/suppliers}: registers and lists the suppliers that EANs may refer to. */
@Tag(name = "Suppliers")
@Access(Caller.OPERATOR)
@Path("operator/v1/suppliers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SuppliersResource {
    private static final RequestType<SupplierParams> SUPPLIER = RequestType.object("supplier", SupplierParams::from);

    @EJB
    private Suppliers suppliers;

    @Inject
    private Idempotency idempotency;

    @POST
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "createSupplier", summary = "Register a supplier")
    @APIResponseSchema(value = SupplierView.class, responseCode = "201")
    public Response create(@RequestBody(ref = "supplier") JsonBody body) {
        return idempotency.answer(Status.CREATED, body, json -> new SupplierCreation(suppliers, SUPPLIER.parse(json)));
    }

    @GET
    @Operation(operationId = "listSuppliers", summary = "List suppliers")
    public Page<SupplierView> list(@QueryParam("page") String page, @QueryParam("per") String per) {
        return suppliers.page(PageRequest.of(page, per));
    }
}
