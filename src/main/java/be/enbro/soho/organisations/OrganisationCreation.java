package be.enbro.soho.organisations;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.idempotency.Creation;
import be.enbro.soho.idempotency.Registration;
import be.enbro.soho.validation.Validated;
import java.util.List;
import java.util.Optional;

/** A partner to register. */
record OrganisationCreation(Organisations organisations, Validated<OrganisationParams> request)
        implements Creation<OrganisationView> {
    @Override
    public OrganisationView register() {
        return organisations.register(request.orElseThrow(organisations::errors));
    }

    @Override
    public Optional<OrganisationView> registerInTransaction() {
        return request.valid().flatMap(organisations::registerInTransaction);
    }

    @Override
    public List<ApiError> errors() {
        return organisations.errors(request);
    }

    @Override
    public Registration registration(OrganisationView organisation) {
        return Registration.of(organisation.createdAt(), organisation.id());
    }

    @Override
    public OrganisationView response(Registration registration) {
        OrganisationParams params = request.orElseThrow(Validated::errors);
        return new OrganisationView(registration.id(), params.name(), params.domain(), registration.at(), null);
    }
}
