package be.enbro.soho.customers;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.RequestType;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
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

    @EJB
    private Customers customers;

    @EJB
    private CustomerPages pages;

    @POST
    @Operation(operationId = "createCustomer", summary = "Register a customer")
    public CustomerView create(@RequestBody(ref = "customer") JsonBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return customers.register(organisation, CUSTOMER.parse(body.json()).orElseThrow(customers::errors));
    }

    @GET
    @Operation(operationId = "listCustomers", summary = "List customers")
    public Page<CustomerView> list(@QueryParam("page") String page, @QueryParam("per") String per) {
        return pages.page(CurrentOrganisation.ofRequest(), PageRequest.of(page, per));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "showCustomer", summary = "Show a customer")
    public CustomerView show(@PathParam("id") IdParam id) {
        return customers.find(CurrentOrganisation.ofRequest(), id.value()).orElseThrow(NotFoundException::new);
    }
}
