package be.enbro.soho.organisations;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JSON representation of an organisation.
 *
 * @param disabledAt null while it is enabled, as it is whenever a partner reads it
 */
@Schema(
        name = "Organisation",
        requiredProperties = {"id", "name", "domain", "created_at"})
@JsonbPropertyOrder({"id", "name", "domain", "createdAt", "disabledAt"})
public record OrganisationView(long id, String name, String domain, Instant createdAt, Instant disabledAt) {}
