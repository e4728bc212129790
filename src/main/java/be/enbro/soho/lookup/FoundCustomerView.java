package be.enbro.soho.lookup;

import be.enbro.soho.customers.CustomerView;
import be.enbro.soho.customers.ProfileView;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON representation of a customer for the operator: that for partners, and to which organisation it belongs. */
@Schema(
        name = "FoundCustomer",
        requiredProperties = {"id", "organisation_id", "email", "created_at", "updated_at", "profile"})
@JsonbPropertyOrder({"id", "organisationId", "email", "createdAt", "updatedAt", "profile"})
public record FoundCustomerView(
        long id, long organisationId, String email, Instant createdAt, Instant updatedAt, ProfileView profile) {
    static FoundCustomerView of(CustomerView customer) {
        return new FoundCustomerView(
                customer.id(),
                customer.profile().organisationId(),
                customer.email(),
                customer.createdAt(),
                customer.updatedAt(),
                customer.profile());
    }
}
