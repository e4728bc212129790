package be.enbro.soho.eans;

import static be.enbro.soho.params.Body.errors;
import static be.enbro.soho.params.Shape.ARRAY;
import static be.enbro.soho.params.Shape.BOOLEAN;
import static be.enbro.soho.params.Shape.DATE;
import static be.enbro.soho.params.Shape.DECIMAL;
import static be.enbro.soho.params.Shape.INTEGER;
import static be.enbro.soho.params.Shape.OBJECT;
import static be.enbro.soho.params.Shape.STRING;
import static be.enbro.soho.params.Shape.TEXT;
import static be.enbro.soho.params.Shape.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.database.StoredRows;
import be.enbro.soho.errors.ApiError;
import be.enbro.soho.params.Body;
import be.enbro.soho.params.Params;
import be.enbro.soho.params.Parsed;
import be.enbro.soho.params.Shape;
import be.enbro.soho.params.Shape.Case;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EanTest {

    private static final String FORMAT = "is in invalid format";
    private static final String NOT_BELOW_0 = "must be greater than or equal to 0";

    private static final Shape AMOUNT = DECIMAL.and(NOT_BELOW_0, "-1", "\"-0.01\"", "-1e-10", "\"-1e19\"")
            .and(null, "0", "-0", "\"-0\"", "22.25", "\"22.25\"", "\".5\"", "1e3", "\" 1 \"");

    private static final String EAN =
            """
            {
              "product": "electricity",
              "number": "542170967180397340",
              "reason": "normal",
              "supplier_id": 2,
              "street": "street name",
              "building": "15",
              "building_addon": "A",
              "postal_code": "2443",
              "city": "Kiev",
              "consumptions": [
                {
                  "name": "mono",
                  "volume": "22.25",
                  "price": "0.15"
                }
              ],
              "fixed_fee": "1.00",
              "solar_panels": "true",
              "recording_period": "february",
              "contract_end_date": "2020-10-06",
              "respect_contract_end_date": true,
              "tariff_group": "mono",
              "gsc": "0.0214",
              "wkk": "0.00341",
              "inverter_max_power": "315"
            }""";

    private static final String DOCUMENTED = "{\"ean\": " + EAN + "}";

    private static final String READ =
            """
            {"id": 0, "customer_id": 0, "product": "electricity", "number": "542170967180397340", "reason": "normal",
              "supplier_id": 2, "street": "street name", "building": "15", "building_addon": "A", "postal_code": "2443",
              "city": "Kiev", "consumptions": [{"name": "mono", "volume": "22.25", "price": "0.15"}], "fixed_fee": 1,
              "solar_panels": true, "recording_period": "february", "contract_end_date": "2020-10-06",
              "respect_contract_end_date": true, "tariff_group": "mono", "gsc": 0.0214, "wkk": 0.00341,
              "inverter_max_power": 315}""";

    static Stream<Case> every_field() {
        return Stream.of(
                        oneOf("gas", "electricity").required("ean.product"),
                        STRING.and("size cannot be greater than 255", "\"<5*256>\"")
                                .and(
                                        FORMAT,
                                        "\" \"",
                                        "\"542170967180397341\"",
                                        "\" 542170967180397340\"",
                                        "\"<5*255>\"")
                                .and("must be a string", "542170967180397340")
                                .required("ean.number"),
                        oneOf("normal", "new", "reopened", "dropped", "moved").optional("ean.reason"),
                        INTEGER.and(null, "0", "-1", "\"7\"", "99999999999999999999")
                                .optional("ean.supplier_id"),
                        TEXT.optional("ean.street"),
                        TEXT.optional("ean.building"),
                        TEXT.optional("ean.building_addon"),
                        TEXT.optional("ean.postal_code"),
                        TEXT.optional("ean.city"),
                        ARRAY.and("size cannot be greater than 10", "[1,2,3,4,5,6,7,8,9,10,11]")
                                .and(null, "[]")
                                .optional("ean.consumptions"),
                        OBJECT.required("ean.consumptions.0")
                                .filter(each -> !each.sent().equals("absent")),
                        TEXT.required("ean.consumptions.0.name"),
                        AMOUNT.required("ean.consumptions.0.volume"),
                        AMOUNT.required("ean.consumptions.0.price"),
                        AMOUNT.optional("ean.fixed_fee"),
                        BOOLEAN.and(null, "true", "false", "0", "\"off\"").optional("ean.solar_panels"),
                        oneOf(
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
                                        "december")
                                .optional("ean.recording_period"),
                        DATE.and(null, "\"1900-01-01\"", "\"9999-12-31\"").optional("ean.contract_end_date"),
                        BOOLEAN.and(null, "true", "false").optional("ean.respect_contract_end_date"),
                        oneOf("mono", "dual", "monoExclusive", "dualExclusive").optional("ean.tariff_group"),
                        AMOUNT.optional("ean.gsc"),
                        AMOUNT.optional("ean.wkk"),
                        INTEGER.and(NOT_BELOW_0, "-1", "\"-1\"", "-99999999999999999999", "-1e1000000000")
                                .and(
                                        "must be less than or equal to 2147483647",
                                        "2147483648",
                                        "\"99999999999999999999\"",
                                        "1e99")
                                .and(null, "0", "-0", "2147483647", "315.0")
                                .optional("ean.inverter_max_power"))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("every_field")
    void each_field_is_answered_as_its_line_in_the_rules_says(Case each) {
        assertEquals(each.errors(), errors(parse(Body.of(DOCUMENTED).with(each.path(), each.sent()))));
    }

    @Test
    void the_documented_ean_is_read() {
        Parsed<Ean> parsed = parse(Body.of(DOCUMENTED));
        assertTrue(parsed.isValid());
        assertEquals(Body.of(READ).tree(), stored(parsed.value()));
    }

    @Test
    void the_documented_bulk_is_read() {
        Parsed<List<Parsed<Ean>>> parsed = bulk("{\"eans\": [" + DOCUMENTED + "]}");
        assertTrue(parsed.isValid());
        assertEquals(1, parsed.value().size());
        assertEquals(Body.of(READ).tree(), stored(parsed.value().get(0).value()));
    }

    @Test
    void what_is_not_given_is_null_but_empty_consumptions_stay_empty() {
        Body body =
                Body.of("{\"ean\": {\"product\": \"gas\", \"number\": \"545163640862149376\", \"consumptions\": []}}");
        assertEquals(
                Body.of(
                                "{\"id\":0,\"customer_id\":0,\"product\":\"gas\",\"number\":\"545163640862149376\",\"consumptions\":[]}")
                        .tree(),
                stored(parse(body).value()));
        assertEquals(
                Body.of("{\"id\":0,\"customer_id\":0,\"product\":\"gas\",\"number\":\"545163640862149376\"}")
                        .tree(),
                stored(parse(body.with("ean.consumptions", "null")).value()));
    }

    @Test
    void errors_come_in_the_order_of_the_fields() {
        assertEquals(
                List.of(
                        "ean.product: is missing",
                        "ean.number: is missing",
                        "ean.reason: must be one of: normal, new, reopened, dropped, moved",
                        "ean.supplier_id: must be an integer",
                        "ean.street: must be a string",
                        "ean.building: must be a string",
                        "ean.building_addon: must be a string",
                        "ean.postal_code: must be a string",
                        "ean.city: must be a string",
                        "ean.consumptions.0.volume: must be filled",
                        "ean.consumptions.0.price: is missing",
                        "ean.consumptions.1: must be a hash",
                        "ean.fixed_fee: must be a decimal",
                        "ean.solar_panels: must be boolean",
                        "ean.recording_period: must be one of: automatic, monthly, january, february, march, april, may, june, "
                                + "july, august, september, october, november, december",
                        "ean.contract_end_date: must be a date",
                        "ean.respect_contract_end_date: must be boolean",
                        "ean.tariff_group: must be one of: mono, dual, monoExclusive, dualExclusive",
                        "ean.gsc: must be a decimal",
                        "ean.wkk: must be greater than or equal to 0",
                        "ean.inverter_max_power: must be an integer"),
                errors(
                        parse(
                                Body.of(
                                        """
                        {"ean": {"inverter_max_power": "x", "wkk": -1, "gsc": "x", "tariff_group": "x",
                          "respect_contract_end_date": "x", "contract_end_date": "x", "recording_period": "x",
                          "solar_panels": "x", "fixed_fee": "x", "consumptions": [{"name": "a", "volume": ""}, 5], "city": 1,
                          "postal_code": 1, "building_addon": 1, "building": 1, "street": 1, "supplier_id": "x",
                          "reason": "x"}}"""))));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            textBlock =
                    """
            "22.25",   ~22.25~
            "1.00",    ~1.00~
            22.25,     ~22.25~
            100,       ~100~
            1e-7,      ~0.0000001~
            " 1.5 ",   ~ 1.5 ~
            """)
    void volume_and_price_are_kept_as_sent(String sent, String kept) {
        Body body = Body.of(DOCUMENTED).with("ean.consumptions.0.volume", sent).with("ean.consumptions.0.price", sent);
        assertEquals(
                List.of(Map.of("name", "mono", "volume", kept, "price", kept)),
                consumptions(parse(body).value()));
    }

    @Test
    void other_keys_of_a_consumption_are_dropped() {
        Body body = Body.of(DOCUMENTED).with("ean.consumptions.0.unknown", "[5]");
        assertEquals(Body.of(READ).tree(), stored(parse(body).value()));
    }

    @Test
    void ten_consumptions_are_allowed() {
        String ten = Collections.nCopies(10, "{\"name\":\"a\",\"volume\":1,\"price\":1}")
                .toString();
        assertEquals(
                10,
                consumptions(parse(Body.of(DOCUMENTED).with("ean.consumptions", ten))
                                .value())
                        .size());
    }

    @Test
    void the_errors_of_a_bulk_carry_their_index_and_come_in_its_order() {
        Parsed<List<Parsed<Ean>>> parsed = bulk(
                """
                {"eans": [{"ean": {"number": "1", "consumptions": [{"name": "a", "volume": 1, "price": 1}, {"name": "a"}]}},
                  {"ean": %s}, {}]}"""
                        .formatted(EAN));
        assertEquals(
                List.of(
                        ApiError.params("ean.product", "is missing").at(0),
                        ApiError.params("ean.number", FORMAT).at(0),
                        ApiError.params("ean.consumptions.1.volume", "is missing")
                                .at(0),
                        ApiError.params("ean.consumptions.1.price", "is missing")
                                .at(0),
                        ApiError.params("ean", "is missing").at(2)),
                parsed.errors());
    }

    @Test
    void a_bulk_has_1_to_1000_eans() {
        assertEquals(List.of("eans: must be filled"), errors(bulk("{\"eans\": []}")));
        String thousand = String.join(",", Collections.nCopies(1000, DOCUMENTED));
        assertTrue(bulk("{\"eans\": [" + thousand + "]}").isValid());
        assertEquals(
                List.of("eans: size cannot be greater than 1000"), errors(bulk("{\"eans\": [" + thousand + ",5]}")));
    }

    private static Map<?, ?> stored(Ean ean) {
        String rows = StoredRows.of(List.of(ean));
        return (Map<?, ?>) Body.of(rows.substring(1, rows.length() - 1)).tree();
    }

    private static List<?> consumptions(Ean ean) {
        return (List<?>) stored(ean).get("consumptions");
    }

    private static Parsed<Ean> parse(Body body) {
        return Params.parse(body.tree(), "ean", Ean::from);
    }

    private static Parsed<List<Parsed<Ean>>> bulk(String json) {
        return Params.parseEach(Body.of(json).tree(), "eans", "ean", Ean::from, 1000);
    }
}
