package be.enbro.soho.suppliers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON representation of a supplier for the operator. */
@Schema(
        name = "Supplier",
        requiredProperties = {"id", "name", "created_at"})
@JsonbPropertyOrder({"id", "name", "createdAt"})
public record SupplierView(long id, String name, Instant createdAt) {}
