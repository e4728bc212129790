package be.enbro.soho.eans;

import static be.enbro.soho.params.Kind.INVALID_FORMAT;
import static be.enbro.soho.params.Kind.array;
import static be.enbro.soho.params.Kind.bool;
import static be.enbro.soho.params.Kind.date;
import static be.enbro.soho.params.Kind.decimal;
import static be.enbro.soho.params.Kind.integer;
import static be.enbro.soho.params.Kind.object;
import static be.enbro.soho.params.Kind.oneOf;
import static be.enbro.soho.params.Kind.string;

import be.enbro.soho.database.RowsText;
import be.enbro.soho.eans.EanView.SupplierOfEan;
import be.enbro.soho.json.DecimalText;
import be.enbro.soho.params.Fields;
import be.enbro.soho.params.Kind;
import be.enbro.soho.params.Term;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A metering point as a partner registers it (section 4 of the contract's rules).
 *
 * @param consumptions null if not given; at most 10
 * @param fixedFee euro a year, 0 or more
 * @param gsc euro per kWh, 0 or more
 * @param wkk euro per kWh, 0 or more
 * @param inverterMaxPower 0 or more
 */
record EanParams(
        Product product,
        String number,
        Reason reason,
        Long supplierId,
        String street,
        String building,
        String buildingAddon,
        String postalCode,
        String city,
        List<Consumption> consumptions,
        BigDecimal fixedFee,
        Boolean solarPanels,
        RecordingPeriod recordingPeriod,
        LocalDate contractEndDate,
        Boolean respectContractEndDate,
        TariffGroup tariffGroup,
        BigDecimal gsc,
        BigDecimal wkk,
        Integer inverterMaxPower) {

    private static final String NOT_BELOW_0 = "must be greater than or equal to 0";

    private static final Kind<Product> PRODUCT = oneOf(Product.class);
    private static final Kind<String> NUMBER = string().check(EanNumber::isWellFormed, INVALID_FORMAT);
    private static final Kind<Reason> REASON = oneOf(Reason.class);
    private static final Kind<Long> ID = integer();
    private static final Kind<String> TEXT = string();
    static final Kind<BigDecimal> AMOUNT = decimal().check(amount -> amount.signum() >= 0, NOT_BELOW_0);
    private static final Kind<List<Consumption>> CONSUMPTIONS = array(10, object(Consumption::from));
    private static final Kind<Boolean> BOOL = bool();
    private static final Kind<RecordingPeriod> RECORDING_PERIOD = oneOf(RecordingPeriod.class);
    private static final Kind<LocalDate> DATE = date();
    private static final Kind<TariffGroup> TARIFF_GROUP = oneOf(TariffGroup.class);
    private static final Kind<Integer> POWER = integer()
            .check(power -> power >= 0, NOT_BELOW_0)
            .check(power -> power <= Integer.MAX_VALUE, "must be less than or equal to 2147483647")
            .map(Long::intValue);

    static EanParams from(Fields ean) {
        return new EanParams(
                ean.required("product", PRODUCT),
                ean.required("number", NUMBER),
                ean.optional("reason", REASON),
                ean.optional("supplier_id", ID),
                ean.optional("street", TEXT),
                ean.optional("building", TEXT),
                ean.optional("building_addon", TEXT),
                ean.optional("postal_code", TEXT),
                ean.optional("city", TEXT),
                ean.optional("consumptions", CONSUMPTIONS),
                ean.optional("fixed_fee", AMOUNT),
                ean.optional("solar_panels", BOOL),
                ean.optional("recording_period", RECORDING_PERIOD),
                ean.optional("contract_end_date", DATE),
                ean.optional("respect_contract_end_date", BOOL),
                ean.optional("tariff_group", TARIFF_GROUP),
                ean.optional("gsc", AMOUNT),
                ean.optional("wkk", AMOUNT),
                ean.optional("inverter_max_power", POWER));
    }

    /** Adds the EAN to what is registered, in the order of {@code asked_ean}'s columns. */
    void addTo(RowsText rows) {
        rows.row(
                supplierId,
                number,
                product.term(),
                term(reason),
                street,
                building,
                buildingAddon,
                postalCode,
                city,
                consumptions == null ? null : ConsumptionsColumn.text(consumptions),
                fixedFee,
                gsc,
                wkk,
                solarPanels,
                term(recordingPeriod),
                contractEndDate,
                respectContractEndDate,
                term(tariffGroup),
                inverterMaxPower);
    }

    /** The EAN as it was registered: what was valid is ready for offers. */
    EanView registered(long id, long customerId, Map<Long, String> supplierNames, Instant registeredAt) {
        return new EanView(
                id,
                customerId,
                supplierId,
                number,
                product.term(),
                building,
                buildingAddon,
                city,
                consumptions,
                DecimalText.of(fixedFee),
                postalCode,
                term(reason),
                "ready",
                street,
                term(tariffGroup),
                term(recordingPeriod),
                respectContractEndDate,
                solarPanels,
                inverterMaxPower,
                DecimalText.of(wkk),
                DecimalText.of(gsc),
                registeredAt,
                registeredAt,
                contractEndDate,
                SupplierOfEan.of(supplierId, supplierNames.get(supplierId)));
    }

    private static String term(Term term) {
        return term == null ? null : term.term();
    }
}
