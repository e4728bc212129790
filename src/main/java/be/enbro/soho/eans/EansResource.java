package be.enbro.soho.eans;

import be.enbro.soho.customers.Customers;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.organisations.CurrentOrganisation;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.List;

/** {@code /api/v1/customers/:customer_id/eans}: the metering points of a customer. */
@Path("api/v1/customers/{customer_id}/eans")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class EansResource {
    /** EANs in one bulk. */
    private static final int BULK_SIZE = 1_000;

    @EJB
    private Customers customers;

    @EJB
    private Eans eans;

    @GET
    public List<EanView> list(@Context SecurityContext security, @PathParam("customer_id") RecordId customer) {
        return eans.ofCustomer(CurrentOrganisation.of(security), customer.value())
                .orElseThrow(NotFoundException::new);
    }

    @POST
    public Response create(
            @Context SecurityContext security,
            @PathParam("customer_id") RecordId customer,
            @Context HttpHeaders headers,
            InputStream body) {
        demand(customer, CurrentOrganisation.of(security));
        Object json = JsonBody.read(headers, body);
        return created(eans.register(customer.value(), Params.parse(json, "ean", EanParams::from)));
    }

    @POST
    @Path("bulk")
    public Response createAll(
            @Context SecurityContext security,
            @PathParam("customer_id") RecordId customer,
            @Context HttpHeaders headers,
            InputStream body) {
        demand(customer, CurrentOrganisation.of(security));
        Object json = JsonBody.read(headers, body);
        return created(
                eans.registerAll(customer.value(), Params.parseEach(json, "eans", "ean", EanParams::from, BULK_SIZE)));
    }

    /** A customer that is not there is answered before the body is looked at (rules, section 4). */
    private void demand(RecordId customer, CurrentOrganisation organisation) {
        if (!customers.exists(organisation, customer.value())) {
            throw new NotFoundException();
        }
    }

    private static Response created(Object entity) {
        return Response.status(Response.Status.CREATED).entity(entity).build();
    }
}
