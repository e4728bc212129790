package be.enbro.soho.eans;

import static be.enbro.soho.validation.FieldType.INVALID_FORMAT;
import static be.enbro.soho.validation.FieldType.amount;
import static be.enbro.soho.validation.FieldType.array;
import static be.enbro.soho.validation.FieldType.bool;
import static be.enbro.soho.validation.FieldType.date;
import static be.enbro.soho.validation.FieldType.integer;
import static be.enbro.soho.validation.FieldType.object;
import static be.enbro.soho.validation.FieldType.oneOf;
import static be.enbro.soho.validation.FieldType.string;

import be.enbro.soho.eans.EanView.SupplierOfEan;
import be.enbro.soho.json.DecimalText;
import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestFields;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A metering point of a customer (section 4 of the contract's rules). It parses itself from a request, to
 * register or to correct one.
 */
@Entity
// Reads at most EanStatements.CHUNK_SIZE + 1 EANs of each customer. Compares and orders by both columns of the index,
// because PostgreSQL may otherwise scan the primary key, through the EANs of all customers.
@NamedQuery(
        name = "eans.ofCustomers",
        query = "SELECT c.id, e, s.name FROM Customer c LEFT JOIN Ean e ON e.customerId = c.id"
                + " AND SQL('(?, ?) <= (?, COALESCE((SELECT id FROM eans WHERE customer_id = ? ORDER BY customer_id, id"
                + " OFFSET 25 LIMIT 1), 9223372036854775807))', e.customerId, e.id, c.id, c.id)"
                + " LEFT JOIN Supplier s ON s.id = e.supplierId WHERE c.organisationId + 0 = :organisation"
                + " AND SQL('? = ANY (CAST(? AS bigint[]))', c.id, :customers) ORDER BY e.id")
@Table(name = "eans")
public class Ean {
    private static final FieldType<String> PRODUCT = oneOf("gas", "electricity");
    /** The number of a metering point. */
    public static final FieldType<String> NUMBER = string().check(EanNumber::isWellFormed, INVALID_FORMAT)
            .keyword("pattern", EanNumber.PATTERN)
            .keyword("format", "gsrn");

    private static final FieldType<String> REASON = oneOf("normal", "new", "reopened", "dropped", "moved");
    private static final FieldType<Long> ID = integer();
    private static final FieldType<String> TEXT = string();
    private static final FieldType<BigDecimal> AMOUNT = amount();
    private static final FieldType<String> AMOUNT_AS_SENT = AMOUNT.verbatim();
    private static final FieldType<List<Consumption>> CONSUMPTIONS =
            array(10, object(request -> Consumption.from(request, AMOUNT_AS_SENT)));
    private static final FieldType<Boolean> BOOL = bool();
    /** When the meter is read: automatically, every month, or once a year in that month. */
    private static final FieldType<String> RECORDING_PERIOD = oneOf(
            "automatic",
            "monthly",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private static final FieldType<LocalDate> DATE = date();
    /** One rate, or day and night rates, without or with a night-only circuit (exclusive). */
    private static final FieldType<String> TARIFF_GROUP = oneOf("mono", "dual", "monoExclusive", "dualExclusive");

    private static final FieldType<Integer> POWER =
            integer().atLeast(0).atMost(Integer.MAX_VALUE).map(Long::intValue);

    @Id
    @Column(insertable = false)
    private long id;

    @Column(insertable = false)
    private long customerId;

    private Long supplierId;
    private String number;
    private String product;
    private String reason;

    @Column(insertable = false)
    private String state;

    private String street;
    private String building;
    private String buildingAddon;
    private String postalCode;
    private String city;

    @Convert(converter = ConsumptionsColumn.class)
    private List<Consumption> consumptions;

    /** Euro per year. */
    private BigDecimal fixedFee;

    /** Euro per kWh. */
    private BigDecimal gsc;

    /** Euro per kWh. */
    private BigDecimal wkk;

    private Boolean solarPanels;
    private String recordingPeriod;
    private LocalDate contractEndDate;
    private Boolean respectContractEndDate;
    private String tariffGroup;
    private Integer inverterMaxPower;

    @Column(insertable = false)
    private Instant createdAt;

    @Column(insertable = false)
    private Instant confirmedAt;

    protected Ean() {}

    /** Parses a request; fields are read in the order in which their errors are reported. */
    static Ean from(RequestFields request) {
        Ean ean = new Ean();
        ean.product = request.required("product", PRODUCT);
        ean.number = request.required("number", NUMBER);
        ean.reason = request.optional("reason", REASON);
        ean.supplierId = request.optional("supplier_id", ID);
        ean.street = request.optional("street", TEXT);
        ean.building = request.optional("building", TEXT);
        ean.buildingAddon = request.optional("building_addon", TEXT);
        ean.postalCode = request.optional("postal_code", TEXT);
        ean.city = request.optional("city", TEXT);
        ean.consumptions = request.optional("consumptions", CONSUMPTIONS);
        ean.fixedFee = request.optional("fixed_fee", AMOUNT);
        ean.solarPanels = request.optional("solar_panels", BOOL);
        ean.recordingPeriod = request.optional("recording_period", RECORDING_PERIOD);
        ean.contractEndDate = request.optional("contract_end_date", DATE);
        ean.respectContractEndDate = request.optional("respect_contract_end_date", BOOL);
        ean.tariffGroup = request.optional("tariff_group", TARIFF_GROUP);
        ean.gsc = request.optional("gsc", AMOUNT);
        ean.wkk = request.optional("wkk", AMOUNT);
        ean.inverterMaxPower = request.optional("inverter_max_power", POWER);
        return ean;
    }

    /** Returns the names of the fields in the order of the rules. */
    public static List<String> fieldNames() {
        return object(Ean::from).fieldNames();
    }

    String number() {
        return number;
    }

    Long supplierId() {
        return supplierId;
    }

    /**
     * Completes this EAN with the values that the insert generated, and returns the response. A valid EAN is ready for
     * offers.
     */
    EanView registered(long newId, long customer, String supplierName, Instant now) {
        id = newId;
        customerId = customer;
        state = "ready";
        createdAt = now;
        confirmedAt = now;
        return view(supplierName);
    }

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
