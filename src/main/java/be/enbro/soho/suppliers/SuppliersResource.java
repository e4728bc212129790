package be.enbro.soho.suppliers;

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
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /operator/v1/suppliers}: registers, corrects, removes and lists the suppliers that EANs may refer to. */
@Tag(name = "Suppliers")
@Access(Caller.OPERATOR)
@Path("operator/v1/suppliers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class SuppliersResource {
    private static final RequestType<SupplierParams> SUPPLIER = RequestType.object("supplier", SupplierParams::from);
    private static final RequestType<Patch<SupplierParams>> PATCH = RequestType.patch("supplier", SupplierParams::from);

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

    @PATCH
    @Path("{id}")
    @EntityTagged
    @Parameter(name = IfMatch.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "correctSupplier", summary = "Rename a supplier")
    public SupplierView correct(@PathParam("id") IdParam id, @RequestBody(ref = "supplierPatch") JsonBody body) {
        PatchRequest<SupplierParams> request = PatchRequest.of(body, PATCH, () -> suppliers.exists(id.value()));
        SupplierView corrected = suppliers.correct(id.value(), request);
        suppliers.clearNames();
        return corrected;
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "removeSupplier", summary = "Remove a supplier that no EAN names")
    @APIResponse(responseCode = "204")
    @APIResponse(responseCode = "409")
    public void remove(@PathParam("id") IdParam id, @HeaderParam(IfMatch.HEADER) List<String> ifMatch) {
        suppliers.remove(id.value(), IfMatch.of(ifMatch));
        suppliers.clearNames();
    }
}
