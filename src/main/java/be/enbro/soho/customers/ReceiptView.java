package be.enbro.soho.customers;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JSON representation of the receipt of an erasure for the operator, who sees those of all organisations.
 *
 * @param eans the number of EANs that were erased with the customer
 */
@Schema(
        name = "Receipt",
        requiredProperties = {"id", "customer_id", "organisation_id", "erased_at", "eans"})
@JsonbPropertyOrder({"id", "customerId", "organisationId", "erasedAt", "eans"})
public record ReceiptView(long id, long customerId, long organisationId, Instant erasedAt, int eans) {}
