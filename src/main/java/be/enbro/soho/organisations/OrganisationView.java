package be.enbro.soho.organisations;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** The JSON representation of an organisation. */
@JsonbPropertyOrder({"id", "name", "domain", "createdAt"})
public record OrganisationView(long id, String name, String domain, Instant createdAt) {}
