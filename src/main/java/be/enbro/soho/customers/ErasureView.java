package be.enbro.soho.customers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JSON representation of the receipt of an erasure.
 *
 * @param eans the number of EANs that were erased with the customer
 */
@Schema(
        name = "Erasure",
        requiredProperties = {"id", "customer_id", "erased_at", "eans"})
@JsonbPropertyOrder({"id", "customerId", "erasedAt", "eans"})
public record ErasureView(long id, long customerId, Instant erasedAt, int eans) {}
