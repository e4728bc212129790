package be.enbro.soho.changes;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of a partner's records in the feed, without any value (contract extensions, section 5).
 *
 * @param fields the names of the corrected fields, in the order of the rules; null if none were corrected
 * @param requestId null if the change was made by SQL
 */
@Schema(
        name = "Change",
        requiredProperties = {"cursor", "type", "at", "customer_id"})
@JsonbPropertyOrder({"cursor", "type", "at", "customerId", "eanIds", "fields", "requestId"})
public record ChangeView(
        String cursor,
        String type,
        Instant at,
        long customerId,
        List<Long> eanIds,
        List<String> fields,
        String requestId) {}
