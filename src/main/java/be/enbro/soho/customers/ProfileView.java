package be.enbro.soho.customers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON representation of a customer's profile. */
@Schema(
        name = "Profile",
        requiredProperties = {
            "id",
            "customer_id",
            "organisation_id",
            "title",
            "first_name",
            "last_name",
            "birth_date",
            "phone",
            "city",
            "street",
            "building",
            "postal_code",
            "language",
            "created_at",
            "updated_at"
        })
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
