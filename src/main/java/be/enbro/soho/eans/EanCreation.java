package be.enbro.soho.eans;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.idempotency.Creation;
import be.enbro.soho.idempotency.Registration;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.Validated;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;

/** An EAN to register for a customer. */
record EanCreation(Eans eans, CurrentOrganisation organisation, long customerId, Validated<Ean> request)
        implements Creation<EanView> {
    @Override
    public EanView register() {
        return eans.register(organisation, customerId, request.orElseThrow(invalid -> errors()));
    }

    @Override
    public Optional<EanView> registerInTransaction() {
        return request.valid()
                .flatMap(ean -> eans.registerInTransaction(organisation, customerId, List.of(ean)))
                .map(registered -> registered.get(0));
    }

    @Override
    public List<ApiError> errors() {
        List<ApiError> errors = eans.errors(organisation, customerId, request);
        if (errors.isEmpty() && !eans.hasCustomer(organisation, customerId)) {
            throw new NotFoundException();
        }
        return errors;
    }

    @Override
    public Registration registration(EanView ean) {
        return EanRequest.registration(List.of(ean));
    }

    @Override
    public EanView response(Registration registration) {
        return EanRequest.registered(customerId, List.of(request.orElseThrow(Validated::errors)), registration)
                .get(0);
    }

    @Override
    public boolean canRetryAfter(RuntimeException failure) {
        return eans.canRetryAfter(failure);
    }
}
