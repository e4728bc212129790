package be.enbro.soho.customers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;

/** The JSON representation of a customer's profile. */
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

    /** Uses the id only, because Yasson hashes every record twice (docs/decisions/0010). */
    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }
}
