package be.enbro.soho.eans;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON representation of an EAN; decimals are strings in plain notation. */
@Schema(
        name = "Ean",
        requiredProperties = {"id", "customer_id", "number", "product", "state", "created_at", "confirmed_at"})
@JsonbPropertyOrder({
    "id",
    "customerId",
    "supplierId",
    "number",
    "product",
    "building",
    "buildingAddon",
    "city",
    "consumptions",
    "fixedFee",
    "postalCode",
    "reason",
    "state",
    "street",
    "tariffGroup",
    "recordingPeriod",
    "respectContractEndDate",
    "solarPanels",
    "inverterMaxPower",
    "wkk",
    "gsc",
    "createdAt",
    "confirmedAt",
    "contractEndDate",
    "supplier"
})
public record EanView(
        long id,
        long customerId,
        Long supplierId,
        String number,
        String product,
        String building,
        String buildingAddon,
        String city,
        List<Consumption> consumptions,
        String fixedFee,
        String postalCode,
        String reason,
        String state,
        String street,
        String tariffGroup,
        String recordingPeriod,
        Boolean respectContractEndDate,
        Boolean solarPanels,
        Integer inverterMaxPower,
        String wkk,
        String gsc,
        Instant createdAt,
        Instant confirmedAt,
        LocalDate contractEndDate,
        SupplierOfEan supplier) {

    /**
     * Uses the number only, because Yasson hashes every record twice: of all fields that is 21 % of the server's CPU of a bulk on
     * JDK 17.
     */
    @Override
    public int hashCode() {
        return number.hashCode();
    }

    /** The supplier as part of an EAN. */
    @Schema(
            name = "SupplierOfEan",
            requiredProperties = {"id", "name"})
    @JsonbPropertyOrder({"id", "name"})
    public record SupplierOfEan(long id, String name) {
        static SupplierOfEan of(Long id, String name) {
            return id == null ? null : new SupplierOfEan(id, name);
        }
    }
}
