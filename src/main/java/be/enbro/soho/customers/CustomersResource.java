package be.enbro.soho.customers;

import be.enbro.soho.access.Access;
import be.enbro.soho.conditional.EntityTagged;
import be.enbro.soho.conditional.IfMatch;
import be.enbro.soho.conditional.PatchRequest;
import be.enbro.soho.http.Caller;
import be.enbro.soho.idempotency.Idempotency;
import be.enbro.soho.idempotency.IdempotencyKey;
import be.enbro.soho.json.EmptyObject;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.paging.CursorRequest;
import be.enbro.soho.paging.Listing;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/customers}: registers and reads the customers of an organisation. */
@Tag(name = "Customers")
@Access(Caller.PARTNER)
@Path("api/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CustomersResource {
    private static final RequestType<Customer> CUSTOMER =
            RequestType.object("customer", fields -> Customer.from(fields, Clock.systemUTC()));
    private static final RequestType<Patch<Customer>> PATCH =
            RequestType.patch("customer", fields -> Customer.from(fields, Clock.systemUTC()));
    private static final RequestType<String> SEARCH =
            RequestType.object("customer", "customerSearch", fields -> fields.required("email", Customer.EMAIL));

    @EJB
    private Customers customers;

    @EJB
    private CustomerPages pages;

    @Inject
    private Idempotency idempotency;

    @POST
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "createCustomer", summary = "Register a customer")
    @APIResponseSchema(value = CustomerView.class, responseCode = "200")
    public Response create(@RequestBody(ref = "customer") JsonBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return idempotency.answer(
                Status.OK, body, json -> new CustomerCreation(customers, organisation, CUSTOMER.parse(json)));
    }

    /** Registers nothing; the errors are those of {@link #create}. */
    @POST
    @Path("check")
    @Access(value = Caller.PARTNER, readOnly = true)
    @Operation(operationId = "checkCustomer", summary = "Check a customer without registering it")
    public EmptyObject check(@RequestBody(ref = "customer") JsonBody body) {
        customers.check(CUSTOMER.parse(body.json()));
        return new EmptyObject();
    }

    @GET
    @Operation(operationId = "listCustomers", summary = "List customers")
    @APIResponseSchema(value = CustomerList.class, responseCode = "200")
    public Listing<CustomerView> list(
            @QueryParam("page") String page,
            @QueryParam("per") String per,
            @QueryParam("after") String after,
            @QueryParam("limit") String limit) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return after == null
                ? pages.page(organisation, PageRequest.of(page, per))
                : pages.after(organisation, CursorRequest.of(after, limit));
    }

    /** Finds a customer by email, which is in the body so that it is in no URL and no log. */
    @POST
    @Path("search")
    @Access(value = Caller.PARTNER, readOnly = true)
    @Operation(operationId = "searchCustomers", summary = "Find a customer by email")
    public Page<CustomerView> search(@RequestBody(ref = "customerSearch") JsonBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        String email = SEARCH.parse(body.json()).orElseThrow(Validated::errors);
        List<CustomerView> found =
                customers.findByEmail(organisation, email).stream().toList();
        return Page.of(PageRequest.FIRST, found.size(), found);
    }

    @GET
    @EntityTagged
    @Path("{id}")
    @Operation(operationId = "showCustomer", summary = "Show a customer")
    public CustomerView show(@PathParam("id") IdParam id) {
        return customers.find(CurrentOrganisation.ofRequest(), id.value()).orElseThrow(NotFoundException::new);
    }

    @PATCH
    @EntityTagged
    @Path("{id}")
    @Parameter(name = IfMatch.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "correctCustomer", summary = "Correct a customer")
    public CustomerView correct(@PathParam("id") IdParam id, @RequestBody(ref = "customerPatch") JsonBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        PatchRequest<Customer> request = PatchRequest.of(body, PATCH, () -> customers.exists(organisation, id.value()));
        return customers.correct(organisation, id.value(), request).orElseThrow(NotFoundException::new);
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "eraseCustomer", summary = "Erase a customer and its EANs")
    public ErasureView erase(@PathParam("id") IdParam id, @HeaderParam(IfMatch.HEADER) List<String> ifMatch) {
        return customers
                .erase(CurrentOrganisation.ofRequest(), id.value(), IfMatch.of(ifMatch))
                .orElseThrow(NotFoundException::new);
    }

    /** A list by page or after an id, for the description, which cannot distinguish the two. */
    @Schema(requiredProperties = "records")
    private record CustomerList(
            Integer currentPage,
            Integer limitValue,
            Integer nextPage,
            Integer prevPage,
            Integer totalPages,
            List<CustomerView> records,
            Long nextAfter) {}
}
