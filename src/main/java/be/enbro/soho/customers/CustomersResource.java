package be.enbro.soho.customers;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.json.RequestBody;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.RequestParser;
import be.enbro.soho.validation.Validated;
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

/** {@code /api/v1/customers}: registers and reads the customers of an organisation. */
@Access(Caller.PARTNER)
@Path("api/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CustomersResource {
    @EJB
    private Customers customers;

    @EJB
    private CustomerPages pages;

    @POST
    public CustomerView create(RequestBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        Object json = body.json();
        Validated<Customer> customer =
                RequestParser.parse(json, "customer", fields -> Customer.from(fields, Clock.systemUTC()));
        return customers.register(organisation, customer.orElseThrow(customers::errors));
    }

    @GET
    public Page<CustomerView> list(@QueryParam("page") String page, @QueryParam("per") String per) {
        return pages.page(CurrentOrganisation.ofRequest(), PageRequest.of(page, per));
    }

    @GET
    @Path("{id}")
    public CustomerView show(@PathParam("id") IdParam id) {
        return customers.find(CurrentOrganisation.ofRequest(), id.value()).orElseThrow(NotFoundException::new);
    }
}
