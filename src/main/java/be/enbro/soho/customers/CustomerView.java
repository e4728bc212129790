package be.enbro.soho.customers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON representation of a customer. */
@Schema(
        name = "Customer",
        requiredProperties = {"id", "email", "created_at", "updated_at", "profile"})
@JsonbPropertyOrder({"id", "email", "createdAt", "updatedAt", "profile"})
public record CustomerView(long id, String email, Instant createdAt, Instant updatedAt, ProfileView profile) {

    /** Uses the id only, because Yasson hashes every record twice (docs/decisions/0010). */
    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }
}
