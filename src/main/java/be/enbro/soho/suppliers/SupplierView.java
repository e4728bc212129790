package be.enbro.soho.suppliers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** A supplier as the operator sees it on the wire. */
@JsonbPropertyOrder({"id", "name", "createdAt"})
public record SupplierView(long id, String name, Instant createdAt) {}
