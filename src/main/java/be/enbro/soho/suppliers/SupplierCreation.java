package be.enbro.soho.suppliers;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.idempotency.Creation;
import be.enbro.soho.idempotency.Registration;
import be.enbro.soho.validation.Validated;
import java.util.List;
import java.util.Optional;

/** A supplier to register. */
record SupplierCreation(Suppliers suppliers, Validated<SupplierParams> request) implements Creation<SupplierView> {
    @Override
    public SupplierView register() {
        return suppliers.register(request.orElseThrow(Validated::errors));
    }

    @Override
    public Optional<SupplierView> registerInTransaction() {
        return request.valid().map(suppliers::registerInTransaction);
    }

    @Override
    public List<ApiError> errors() {
        return request.errors();
    }

    @Override
    public Registration registration(SupplierView supplier) {
        return Registration.of(supplier.createdAt(), supplier.id());
    }

    @Override
    public SupplierView response(Registration registration) {
        return new SupplierView(
                registration.id(), request.orElseThrow(Validated::errors).name(), registration.at());
    }
}
