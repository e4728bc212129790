package be.enbro.soho.customers;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.idempotency.Creation;
import be.enbro.soho.idempotency.Registration;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.Validated;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A customer to register. */
record CustomerCreation(Customers customers, CurrentOrganisation organisation, Validated<Customer> request)
        implements Creation<CustomerView> {
    @Override
    public CustomerView register() {
        return customers.register(organisation, request.orElseThrow(customers::errors));
    }

    @Override
    public Optional<CustomerView> registerInTransaction() {
        return request.valid().flatMap(customer -> customers.registerInTransaction(organisation, customer));
    }

    @Override
    public List<ApiError> errors() {
        return customers.errors(request);
    }

    @Override
    public Registration registration(CustomerView customer) {
        List<Long> ids = List.of(customer.id(), customer.profile().id());
        return new Registration(customer.createdAt(), customer.id(), ids, Map.of());
    }

    @Override
    public CustomerView response(Registration registration) {
        List<Long> ids = registration.ids();
        return request.orElseThrow(Validated::errors)
                .registered(organisation.id(), ids.get(0), ids.get(1), registration.at());
    }
}
