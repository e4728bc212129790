package be.enbro.soho.customers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;

/** A customer's profile on the wire. */
@JsonbPropertyOrder({
    "id",
    "customerId",
    "organisationId",
    "title",
    "firstName",
    "lastName",
    "birthDate",
    "phone",
    "city",
    "street",
    "building",
    "buildingAddon",
    "postalCode",
    "language",
    "createdAt",
    "updatedAt"
})
public record ProfileView(
        long id,
        long customerId,
        long organisationId,
        String title,
        String firstName,
        String lastName,
        LocalDate birthDate,
        String phone,
        String city,
        String street,
        String building,
        String buildingAddon,
        String postalCode,
        String language,
        Instant createdAt,
        Instant updatedAt) {

    /** Of the id alone, as that of {@link CustomerView}. */
    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }
}
