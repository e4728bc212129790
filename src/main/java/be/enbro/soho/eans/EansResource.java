package be.enbro.soho.eans;

import be.enbro.soho.access.Access;
import be.enbro.soho.customers.Customers;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.http.Caller;
import be.enbro.soho.idempotency.Idempotency;
import be.enbro.soho.idempotency.IdempotencyKey;
import be.enbro.soho.json.EmptyObject;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.json.MalformedJson;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/v1/customers/:customer_id/eans}: the metering points of a customer. */
@Tag(name = "EANs")
@Access(Caller.PARTNER)
@Path("api/v1/customers/{customer_id}/eans")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class EansResource {
    /** The maximum number of EANs in one bulk. */
    private static final int BULK_SIZE = 1_000;

    private static final RequestType<Ean> EAN = RequestType.object("ean", Ean::from);
    private static final RequestType<List<Validated<Ean>>> EANS = RequestType.list("eans", EAN, BULK_SIZE);

    @EJB
    private Customers customers;

    @EJB
    private Eans eans;

    @Inject
    private Idempotency idempotency;

    /** Returns all EANs of the customer; a long list is streamed. */
    @GET
    @Operation(operationId = "listEans", summary = "List the EANs of a customer")
    @APIResponseSchema(value = EanView[].class, responseCode = "200")
    public Object list(@PathParam("customer_id") IdParam customer) throws IOException {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        List<EanView> first =
                eans.firstOfCustomer(organisation, customer.value()).orElseThrow(NotFoundException::new);
        if (first.size() <= EanStatements.CHUNK_SIZE) {
            return first;
        }
        return ManyEans.entity(
                eans.ids(organisation, customer.value()), ids -> eans.find(organisation, customer.value(), ids));
    }

    @POST
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "createEan", summary = "Register an EAN")
    @APIResponseSchema(value = EanView.class, responseCode = "201")
    public Response create(@PathParam("customer_id") IdParam customer, @RequestBody(ref = "ean") JsonBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return orNotFound(
                organisation,
                customer,
                () -> idempotency.answer(
                        Status.CREATED,
                        body,
                        json -> new EanCreation(eans, organisation, customer.value(), EAN.parse(json))));
    }

    @POST
    @Path("bulk")
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "createEans", summary = "Register up to 1,000 EANs, all or none")
    @APIResponseSchema(value = EanView[].class, responseCode = "201")
    public Response createAll(@PathParam("customer_id") IdParam customer, @RequestBody(ref = "eans") JsonBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return orNotFound(
                organisation,
                customer,
                () -> idempotency.answer(
                        Status.CREATED,
                        body,
                        json -> new BulkCreation(eans, organisation, customer.value(), EANS.parse(json))));
    }

    /** Registers nothing; the errors are those of {@link #create}. */
    @POST
    @Path("check")
    @Access(value = Caller.PARTNER, readOnly = true)
    @Operation(operationId = "checkEan", summary = "Check an EAN without registering it")
    public EmptyObject check(@PathParam("customer_id") IdParam customer, @RequestBody(ref = "ean") JsonBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return checkedOrNotFound(
                organisation, customer, () -> eans.check(organisation, customer.value(), EAN.parse(body.json())));
    }

    /** Registers nothing; the errors are those of {@link #createAll}. */
    @POST
    @Path("bulk/check")
    @Access(value = Caller.PARTNER, readOnly = true)
    @Operation(operationId = "checkEans", summary = "Check up to 1,000 EANs without registering them")
    public EmptyObject checkAll(@PathParam("customer_id") IdParam customer, @RequestBody(ref = "eans") JsonBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return checkedOrNotFound(
                organisation, customer, () -> eans.checkAll(organisation, customer.value(), EANS.parse(body.json())));
    }

    private EmptyObject checkedOrNotFound(CurrentOrganisation organisation, IdParam customer, Runnable check) {
        return orNotFound(organisation, customer, () -> {
            check.run();
            if (!customers.exists(organisation, customer.value())) {
                throw new NotFoundException();
            }
            return new EmptyObject();
        });
    }

    /**
     * Returns the result, or throws 404 if the organisation has no such customer; 404 takes precedence over 400, 415 and 422 (rules,
     * section 4). Since nothing is ever registered for an unknown customer, the customer is looked up only after the
     * request was rejected.
     */
    private <T> T orNotFound(CurrentOrganisation organisation, IdParam customer, Supplier<T> work) {
        try {
            return work.get();
        } catch (WebApplicationException | ErrorResponseException | MalformedJson | ValidationException rejected) {
            if (!customers.exists(organisation, customer.value())) {
                throw new NotFoundException(rejected);
            }
            throw rejected;
        }
    }
}
