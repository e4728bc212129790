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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
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
    public CustomerView create(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
            InputStream body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        Object json = JsonBody.read(type, length, body);
        return customers.register(
                organisation, Params.parse(json, "customer", fields -> CustomerParams.from(fields, Clock.systemUTC())));
    }

    @GET
    public Page<CustomerView> list(@QueryParam("page") String page, @QueryParam("per") String per) {
        return customers.page(CurrentOrganisation.ofRequest(), PageRequest.of(page, per));
    }

    @GET
    @Path("{id}")
    public CustomerView show(@PathParam("id") RecordId id) {
        return customers.find(CurrentOrganisation.ofRequest(), id.value()).orElseThrow(NotFoundException::new);
    }
}
