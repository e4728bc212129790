package be.enbro.soho.eans;

import be.enbro.soho.eans.EanView.SupplierOfEan;
import be.enbro.soho.json.DecimalText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A metering point of a customer. Written once by {@link Eans}, state {@code ready} from the start, and only read from
 * then on: nothing of the API changes or removes an EAN.
 */
@Entity
// Named, as a customer's.
// Of each customer one EAN more than Eans.AT_ONCE, if it has so many. Both columns of the index are compared and
// ordered by,
// or the primary key may be read instead, through the EANs of all customers.
@NamedQuery(
        name = "eans.ofCustomers",
        query = "SELECT c.id, e, s.name FROM Customer c LEFT JOIN Ean e ON e.customerId = c.id"
                + " AND SQL('(?, ?) <= (?, COALESCE((SELECT id FROM eans WHERE customer_id = ? ORDER BY customer_id, id"
                + " OFFSET 25 LIMIT 1), 9223372036854775807))', e.customerId, e.id, c.id, c.id)"
                + " LEFT JOIN Supplier s ON s.id = e.supplierId WHERE c.organisationId + 0 = :organisation"
                + " AND SQL('? = ANY (CAST(? AS bigint[]))', c.id, :customers) ORDER BY e.id")
@NamedNativeQuery(name = "eans.register", query = Eans.REGISTER)
@Table(name = "eans")
public class Ean {
    @Id
    private long id;

    @Column(name = "customer_id")
    private long customerId;

    @Column(name = "supplier_id")
    private Long supplierId;

    private String number;
    private String product;
    private String reason;
    private String state;
    private String street;
    private String building;

    @Column(name = "building_addon")
    private String buildingAddon;

    @Column(name = "postal_code")
    private String postalCode;

    private String city;

    @Convert(converter = ConsumptionsColumn.class)
    private List<Consumption> consumptions;

    /** Euro a year. */
    @Column(name = "fixed_fee")
    private BigDecimal fixedFee;

    /** Euro per kWh. */
    private BigDecimal gsc;

    /** Euro per kWh. */
    private BigDecimal wkk;

    @Column(name = "solar_panels")
    private Boolean solarPanels;

    @Column(name = "recording_period")
    private String recordingPeriod;

    @Column(name = "contract_end_date")
    private LocalDate contractEndDate;

    @Column(name = "respect_contract_end_date")
    private Boolean respectContractEndDate;

    @Column(name = "tariff_group")
    private String tariffGroup;

    @Column(name = "inverter_max_power")
    private Integer inverterMaxPower;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "confirmed_at")
    private Instant confirmedAt;

    protected Ean() {}

    EanView view(String supplierName) {
        return new EanView(
                id,
                customerId,
                supplierId,
                number,
                product,
                building,
                buildingAddon,
                city,
                consumptions,
                DecimalText.of(fixedFee),
                postalCode,
                reason,
                state,
                street,
                tariffGroup,
                recordingPeriod,
                respectContractEndDate,
                solarPanels,
                inverterMaxPower,
                DecimalText.of(wkk),
                DecimalText.of(gsc),
                createdAt,
                confirmedAt,
                contractEndDate,
                SupplierOfEan.of(supplierId, supplierName));
    }
}
