package be.enbro.soho.customers;

import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.it.Body;
import be.enbro.soho.json.JsonReader;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Creates customers that differ only in their email. */
public final class CustomerFixture {
    private CustomerFixture() {}

    static Validated<Customer> request(String email) {
        byte[] json = Body.customer()
                .with("customer.email", "\"" + email + "\"")
                .text()
                .getBytes(StandardCharsets.UTF_8);
        return RequestType.object("customer", request -> Customer.from(request, Clock.systemUTC()))
                .parse(JsonReader.parse(json));
    }

    static Patch<Customer> patch(String json) {
        return RequestType.patch("customer", request -> Customer.from(request, Clock.systemUTC()))
                .parse(JsonReader.parse(json))
                .orElseThrow(Validated::errors);
    }

    /**
     * Registers a new customer of the organisation.
     *
     * @throws ValidationException if the email is taken
     */
    public static CustomerView register(Customers customers, CurrentOrganisation organisation, String email) {
        return customers.register(organisation, request(email).value());
    }
}
