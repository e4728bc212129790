package be.enbro.soho.eans;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.idempotency.Creation;
import be.enbro.soho.idempotency.Registration;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.Validated;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;

/** EANs to register for a customer, all or none. */
record BulkCreation(
        Eans eans, CurrentOrganisation organisation, long customerId, Validated<List<Validated<Ean>>> request)
        implements Creation<List<EanView>> {
    @Override
    public List<EanView> register() {
        return eans.registerAll(organisation, customerId, values(request.orElseThrow(invalid -> errors())));
    }

    @Override
    public Optional<List<EanView>> registerInTransaction() {
        return request.valid().flatMap(all -> eans.registerInTransaction(organisation, customerId, values(all)));
    }

    @Override
    public List<ApiError> errors() {
        List<ApiError> errors = eans.errorsOfAll(organisation, customerId, request);
        if (errors.isEmpty() && !eans.hasCustomer(organisation, customerId)) {
            throw new NotFoundException();
        }
        return errors;
    }

    @Override
    public Registration registration(List<EanView> registered) {
        return EanRequest.registration(registered);
    }

    @Override
    public List<EanView> response(Registration registration) {
        return EanRequest.registered(customerId, values(request.orElseThrow(Validated::errors)), registration);
    }

    @Override
    public boolean canRetryAfter(RuntimeException failure) {
        return eans.canRetryAfter(failure);
    }

    private static List<Ean> values(List<Validated<Ean>> eans) {
        return eans.stream().map(Validated::value).toList();
    }
}
