package be.enbro.soho.eans;

import be.enbro.soho.access.Access;
import be.enbro.soho.customers.Customers;
import be.enbro.soho.database.SharedStatement;
import be.enbro.soho.database.SqlErrors;
import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.json.MalformedJson;
import be.enbro.soho.json.RequestBody;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.params.Params;
import be.enbro.soho.params.Parsed;
import be.enbro.soho.params.RecordId;
import be.enbro.soho.requests.Caller;
import be.enbro.soho.suppliers.Suppliers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /api/v1/customers/:customer_id/eans}: the metering points of a customer. */
@Access(Caller.PARTNER)
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

    @EJB
    private Suppliers suppliers;

    private final SharedStatement<CurrentOrganisation, Long, Optional<List<EanView>>> listing =
            new SharedStatement<>((organisation, ids) -> eans.firstOfCustomers(organisation, ids));

    private final SharedStatement<CurrentOrganisation, AskedEan, Optional<EanView>> registering =
            new SharedStatement<>((organisation, asked) -> eans.register(organisation, asked));

    /** All of them: a few are a list, many are written as they are read. */
    @GET
    public Object list(@PathParam("customer_id") RecordId customer) throws IOException {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        List<EanView> first = listing.ask(organisation, customer.value()).orElseThrow(NotFoundException::new);
        if (first.size() <= Eans.AT_ONCE) {
            return first;
        }
        return ManyEans.answer(
                eans.ids(organisation, customer.value()), ids -> eans.find(organisation, customer.value(), ids));
    }

    @POST
    public Response create(@PathParam("customer_id") RecordId customer, RequestBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return created(organisation, customer, () -> {
            AskedEan asked = new AskedEan(customer.value(), Params.parse(body.json(), "ean", Ean::from));
            return decided(
                    () -> registering.ask(organisation, asked).orElseGet(() -> registerAlone(organisation, asked)));
        });
    }

    /** Retries an EAN that nothing is wrong with: it lost a race for one of the customer's last places. */
    private EanView registerAlone(CurrentOrganisation organisation, AskedEan asked) {
        List<ApiError> errors = eans.errors(organisation, asked);
        if (!errors.isEmpty()) {
            throw new ValidationException(errors);
        }
        return eans.register(organisation, List.of(asked)).get(0).orElseThrow(() -> lost(organisation, asked));
    }

    private ValidationException lost(CurrentOrganisation organisation, AskedEan asked) {
        List<ApiError> errors = eans.errors(organisation, asked);
        return new ValidationException(errors.isEmpty() ? List.of(EanRules.LIMIT_REACHED) : errors);
    }

    @POST
    @Path("bulk")
    public Response createAll(@PathParam("customer_id") RecordId customer, RequestBody body) {
        CurrentOrganisation organisation = CurrentOrganisation.ofRequest();
        return created(organisation, customer, () -> {
            Parsed<List<Parsed<Ean>>> asked = Params.parseEach(body.json(), "eans", "ean", Ean::from, BULK_SIZE);
            return decided(() -> eans.registerAll(organisation, customer.value(), asked));
        });
    }

    /**
     * What the registration comes to. An operator may have deleted a supplier, or the customer, since it was looked up: the
     * foreign key notices, and the second try sees what is there now.
     */
    private <T> T decided(Supplier<T> registration) {
        try {
            return registration.get();
        } catch (RuntimeException failure) {
            if (!SqlErrors.isForeignKeyViolation(failure)) {
                throw failure;
            }
            suppliers.forget();
            return registration.get();
        }
    }

    /**
     * A customer that is not there is answered before anything that is wrong with the body (rules, section 4). Nothing is
     * registered for one, so it is enough to ask when something was refused.
     */
    private Response created(CurrentOrganisation organisation, RecordId customer, Supplier<Object> registration) {
        try {
            return Response.status(Response.Status.CREATED)
                    .entity(registration.get())
                    .build();
        } catch (WebApplicationException | MalformedJson | ValidationException refused) {
            if (!customers.exists(organisation, customer.value())) {
                throw new NotFoundException(refused);
            }
            throw refused;
        }
    }
}
