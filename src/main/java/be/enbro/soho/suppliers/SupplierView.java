package be.enbro.soho.suppliers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** The JSON representation of a supplier for the operator. */
@JsonbPropertyOrder({"id", "name", "createdAt"})
public record SupplierView(long id, String name, Instant createdAt) {}
