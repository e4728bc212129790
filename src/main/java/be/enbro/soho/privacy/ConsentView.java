package be.enbro.soho.privacy;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The JSON representation of the evidence that a customer gave a consent.
 *
 * @param kind {@code terms_and_conditions} or {@code privacy_policy}
 * @param registeredFromIp the customer's IPv4 or IPv6 address
 * @param tokenId the token with which the partner sent it; null if unknown
 */
@Schema(
        name = "ConsentGiven",
        requiredProperties = {"kind", "given_at", "registered_from_ip"})
@JsonbPropertyOrder({"kind", "givenAt", "registeredFromIp", "tokenId"})
public record ConsentView(String kind, Instant givenAt, String registeredFromIp, Long tokenId) {}
