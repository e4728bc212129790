package be.enbro.soho.suppliers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON representation of a supplier for partners. */
@Schema(
        name = "NamedSupplier",
        requiredProperties = {"id", "name"})
@JsonbPropertyOrder({"id", "name"})
public record NamedSupplierView(long id, String name) {}
