package be.enbro.soho.customers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** A customer on the wire. */
@JsonbPropertyOrder({"id", "email", "createdAt", "updatedAt", "profile"})
public record CustomerView(long id, String email, Instant createdAt, Instant updatedAt, ProfileView profile) {}
