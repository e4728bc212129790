package be.enbro.soho.customers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** The JSON representation of a customer. */
@JsonbPropertyOrder({"id", "email", "createdAt", "updatedAt", "profile"})
public record CustomerView(long id, String email, Instant createdAt, Instant updatedAt, ProfileView profile) {

    /** Uses the id only, because Yasson hashes every record twice (docs/decisions/0010). */
    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }
}
