package be.enbro.soho.changes;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change in the operator's feed, of all organisations (contract extensions, section 5).
 *
 * @param actor {@code token:ID}, {@code operator:NAME} or {@code sql}
 */
@Schema(
        name = "OperatorChange",
        requiredProperties = {"cursor", "type", "at", "actor"})
@JsonbPropertyOrder({
    "cursor",
    "type",
    "at",
    "organisationId",
    "customerId",
    "tokenId",
    "supplierId",
    "eanIds",
    "fields",
    "actor",
    "requestId"
})
public record OperatorChangeView(
        String cursor,
        String type,
        Instant at,
        Long organisationId,
        Long customerId,
        Long tokenId,
        Long supplierId,
        List<Long> eanIds,
        List<String> fields,
        String actor,
        String requestId) {
    ChangeView ofPartner() {
        return new ChangeView(cursor, type, at, customerId, eanIds, fields, requestId);
    }
}
