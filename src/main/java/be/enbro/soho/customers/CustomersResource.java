package be.enbro.soho.customers;

import be.enbro.soho.json.JsonBody;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.params.Params;
import be.enbro.soho.params.RecordId;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Clock;

/** {@code /api/v1/customers}: an organisation registers its customers and reads them back. */
@Path("api/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CustomersResource {
    @EJB
    private Customers customers;

    @POST
    public CustomerView create(@Context SecurityContext security, @Context HttpHeaders headers, InputStream body) {
        CurrentOrganisation organisation = CurrentOrganisation.of(security);
        Object json = JsonBody.read(headers, body);
        return customers.register(
                organisation, Params.parse(json, "customer", fields -> CustomerParams.from(fields, Clock.systemUTC())));
    }

    @GET
    public Page<CustomerView> list(
            @Context SecurityContext security, @QueryParam("page") String page, @QueryParam("per") String per) {
        return customers.page(CurrentOrganisation.of(security), PageRequest.of(page, per));
    }

    @GET
    @Path("{id}")
    public CustomerView show(@Context SecurityContext security, @PathParam("id") RecordId id) {
        return customers.find(CurrentOrganisation.of(security), id.value()).orElseThrow(NotFoundException::new);
    }
}
