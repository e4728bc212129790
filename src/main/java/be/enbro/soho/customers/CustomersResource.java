package be.enbro.soho.customers;

import be.enbro.soho.access.Access;
import be.enbro.soho.database.SharedStatement;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.json.RequestBody;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.params.Params;
import be.enbro.soho.params.Parsed;
import be.enbro.soho.params.RecordId;
import be.enbro.soho.requests.Caller;
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
import java.util.Optional;

/** {@code /api/v1/customers}: an organisation registers its customers and reads them back. */
@Access(Caller.PARTNER)
@Path("api/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CustomersResource {
    @EJB
    private Customers customers;

    private final SharedStatement<CurrentOrganisation, Customer, Optional<CustomerView>> registering =
            new SharedStatement<>((organisation, all) -> customers.register(organisation, all));

    private final SharedStatement<CurrentOrganisation, Long, Optional<CustomerView>> finding =
            new SharedStatement<>((organisation, ids) -> customers.find(organisation, ids));

    @POST
    public CustomerView create(RequestBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        Object json = body.json();
        Parsed<Customer> asked = Params.parse(json, "customer", fields -> Customer.from(fields, Clock.systemUTC()));
        Optional<CustomerView> registered =
                asked.isValid() ? registering.ask(organisation, asked.value()) : Optional.empty();
        return registered.orElseThrow(() -> new ValidationException(customers.errors(asked)));
    }

    @GET
    public Page<CustomerView> list(@QueryParam("page") String page, @QueryParam("per") String per) {
        return customers.page(CurrentOrganisation.ofRequest(), PageRequest.of(page, per));
    }

    @GET
    @Path("{id}")
    public CustomerView show(@PathParam("id") RecordId id) {
        return finding.ask(CurrentOrganisation.ofRequest(), id.value()).orElseThrow(NotFoundException::new);
    }
}
