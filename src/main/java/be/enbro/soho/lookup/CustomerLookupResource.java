package be.enbro.soho.lookup;

import be.enbro.soho.access.Access;
import be.enbro.soho.customers.Customer;
import be.enbro.soho.eans.Ean;
import be.enbro.soho.http.Caller;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /operator/v1/customers}: finds a customer of any organisation. What identifies it is in the body, so that it is
 * in no URL and no log.
 */
@Tag(name = "Customers of partners")
@Access(Caller.OPERATOR)
@Path("operator/v1/customers")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class CustomerLookupResource {
    private static final RequestType<CustomerKey> BY_EMAIL = RequestType.object(
            "customer", "lookupByEmail", fields -> CustomerKey.ofEmail(fields.required("email", Customer.EMAIL)));
    private static final RequestType<CustomerKey> BY_EAN = RequestType.object(
            "ean", "lookupByEan", fields -> CustomerKey.ofEanNumber(fields.required("number", Ean.NUMBER)));
    private static final RequestType<CustomerKey> LOOKUP = RequestType.either("customerLookup", BY_EMAIL, BY_EAN);

    @EJB
    private CustomerLookup customers;

    @POST
    @Path("search")
    @Operation(operationId = "lookUpCustomers", summary = "Find a customer of any organisation by email or EAN")
    public Page<FoundCustomerView> search(@RequestBody(ref = "customerLookup") JsonBody body) {
        CustomerKey key = LOOKUP.parse(body.json()).orElseThrow(Validated::errors);
        List<FoundCustomerView> found = customers.find(key);
        return Page.of(PageRequest.FIRST, found.size(), found);
    }
}
