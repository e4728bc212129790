package be.enbro.soho.eans;

import static be.enbro.soho.validation.Body.error;
import static be.enbro.soho.validation.Body.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.json.Json;
import be.enbro.soho.validation.Body;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EanTest {
    private static final Instant NOW = Instant.parse("2020-04-06T08:43:33.409Z");

    private static final String FORMAT = "is in invalid format";

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

    private static final List<String> KEYS = List.of(
            "product",
            "number",
            "reason",
            "supplier_id",
            "street",
            "building",
            "building_addon",
            "postal_code",
            "city",
            "consumptions",
            "fixed_fee",
            "solar_panels",
            "recording_period",
            "contract_end_date",
            "respect_contract_end_date",
            "tariff_group",
            "gsc",
            "wkk",
            "inverter_max_power");

    private static final String DOCUMENTED = "{\"ean\": " + EAN + "}";

    private static final String READ =
            """
            {"id": 1, "customer_id": 2, "product": "electricity", "number": "542170967180397340", "reason": "normal",
              "supplier_id": 2, "street": "street name", "building": "15", "building_addon": "A", "postal_code": "2443",
              "city": "Kiev", "consumptions": [{"name": "mono", "volume": "22.25", "price": "0.15"}], "fixed_fee": "1.0",
              "solar_panels": true, "recording_period": "february", "contract_end_date": "2020-10-06",
              "respect_contract_end_date": true, "tariff_group": "mono", "gsc": "0.0214", "wkk": "0.00341",
              "inverter_max_power": 315, "state": "ready",
              "created_at": "2020-04-06T08:43:33.409Z", "confirmed_at": "2020-04-06T08:43:33.409Z",
              "supplier": {"id": 2, "name": "Eneco"}}""";

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void only_product_and_number_are_required(String blank) {
        Body body = Body.of(DOCUMENTED);
        KEYS.forEach(key -> body.with("ean." + key, blank));
        assertEquals(List.of("ean.product: must be filled", "ean.number: must be filled"), errors(parse(body)));
    }

    @Test
    void every_text_field_limits_its_size() {
        Body body = Body.of(DOCUMENTED);
        List<String> paths = Stream.of(
                        "number street building building_addon postal_code city consumptions.0.name".split(" "))
                .map("ean."::concat)
                .toList();
        paths.forEach(path -> body.with(path, "\"<a*256>\""));
        assertEquals(
                paths.stream()
                        .map(path -> path + ": size cannot be greater than 255")
                        .toList(),
                errors(parse(body)));
    }

    @Test
    void texts_are_stored_as_sent() {
        List<String> keys = List.of("street", "building", "building_addon", "postal_code", "city");
        Body body = Body.of(DOCUMENTED).with("ean.consumptions.0.name", "\" a \"");
        keys.forEach(key -> body.with("ean." + key, "\" a \""));
        Ean ean = parse(body).value();
        keys.forEach(key -> assertEquals(" a ", registered(ean).get(key), key));
        assertEquals(" a ", ((Map<?, ?>) consumptions(ean).get(0)).get("name"));
    }

    @ParameterizedTest
    @CsvSource({
        "product, gas electricity",
        "reason, normal new reopened dropped moved",
        "recording_period, automatic monthly january february march april may june july august september october november "
                + "december",
        "tariff_group, mono dual monoExclusive dualExclusive"
    })
    void each_accepted_value_is_stored_as_sent(String key, String values) {
        for (String value : values.split(" ")) {
            Validated<Ean> parsed = parse(Body.of(DOCUMENTED).with("ean." + key, '"' + value + '"'));
            assertEquals(value, registered(parsed.value()).get(key));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            number               | "542170967180397341"  | is in invalid format
            number               | " 542170967180397340" | is in invalid format
            number               | "<5*255>"             | is in invalid format
            number               | 542170967180397340    | must be a string
            supplier_id          | 0                     |
            supplier_id          | -1                    |
            supplier_id          | "7"                   |
            supplier_id          | 99999999999999999999  |
            street               | " "                   |
            consumptions         | []                    |
            consumptions         | [1,2,3,4,5,6,7,8,9,10,11] | size cannot be greater than 10
            consumptions.0       | null                  | must be a hash
            consumptions.0.name  | absent                | is missing
            consumptions.0.name  | null                  | must be filled
            consumptions.0.name  | 5                     | must be a string
            consumptions.0.volume| ""                    | must be filled
            consumptions.0.volume| "x"                   | must be a decimal
            consumptions.0.volume| "-0.01"               | must be greater than or equal to 0
            consumptions.0.volume| "-0"                  |
            consumptions.0.price | absent                | is missing
            consumptions.0.price | null                  | must be filled
            consumptions.0.price | 1e-11                 | is in invalid format
            consumptions.0.price | -1                    | must be greater than or equal to 0
            fixed_fee            | -1                    | must be greater than or equal to 0
            fixed_fee            | "-1e19"               | must be greater than or equal to 0
            fixed_fee            | 1e20                  | is in invalid format
            fixed_fee            | -0                    |
            gsc                  | "-0.01"               | must be greater than or equal to 0
            gsc                  | 0                     |
            wkk                  | -1e-10                | must be greater than or equal to 0
            wkk                  | ".5"                  |
            solar_panels         | "off"                 |
            contract_end_date    | "1900-01-01"          |
            contract_end_date    | "9999-12-31"          |
            inverter_max_power   | -1                    | must be greater than or equal to 0
            inverter_max_power   | "-99999999999999999999" | must be greater than or equal to 0
            inverter_max_power   | 2147483648            | must be less than or equal to 2147483647
            inverter_max_power   | 1e99                  | must be less than or equal to 2147483647
            inverter_max_power   | 2147483647            |
            inverter_max_power   | -0                    |
            """)
    void fields_have_their_own_rules(String field, String sent, String message) {
        String path = "ean." + field;
        assertEquals(error(path, message), errors(parse(Body.of(DOCUMENTED).with(path, sent))));
    }

    @Test
    void the_documented_ean_is_parsed() {
        Validated<Ean> parsed = parse(Body.of(DOCUMENTED));
        assertTrue(parsed.isValid());
        assertEquals(Body.of(READ).tree(), registered(parsed.value()));
    }

    @Test
    void the_documented_bulk_is_parsed() {
        Validated<List<Validated<Ean>>> parsed = bulk("{\"eans\": [" + DOCUMENTED + "]}");
        assertTrue(parsed.isValid());
        assertEquals(1, parsed.value().size());
        assertEquals(Body.of(READ).tree(), registered(parsed.value().get(0).value()));
    }

    @Test
    void absent_fields_are_null_but_empty_consumptions_remain_empty() {
        Body body =
                Body.of("{\"ean\": {\"product\": \"gas\", \"number\": \"545163640862149376\", \"consumptions\": []}}");
        assertEquals(
                Body.of(
                                "{\"id\":1,\"customer_id\":2,\"product\":\"gas\",\"number\":\"545163640862149376\",\"consumptions\":[],\"state\":\"ready\",\"created_at\":\"2020-04-06T08:43:33.409Z\",\"confirmed_at\":\"2020-04-06T08:43:33.409Z\"}")
                        .tree(),
                registered(parse(body).value()));
        assertEquals(
                Body.of(
                                "{\"id\":1,\"customer_id\":2,\"product\":\"gas\",\"number\":\"545163640862149376\",\"state\":\"ready\",\"created_at\":\"2020-04-06T08:43:33.409Z\",\"confirmed_at\":\"2020-04-06T08:43:33.409Z\"}")
                        .tree(),
                registered(parse(body.with("ean.consumptions", "null")).value()));
    }

    /** FieldTypeTest tests the types; this tests which field has which type. */
    @Test
    void each_field_has_its_type_and_errors_are_in_field_order() {
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
    void volume_and_price_are_stored_as_sent(String sent, String kept) {
        Body body = Body.of(DOCUMENTED).with("ean.consumptions.0.volume", sent).with("ean.consumptions.0.price", sent);
        assertEquals(
                List.of(Map.of("name", "mono", "volume", kept, "price", kept)),
                consumptions(parse(body).value()));
    }

    @Test
    void unknown_keys_of_a_consumption_are_ignored() {
        Body body = Body.of(DOCUMENTED).with("ean.consumptions.0.unknown", "[5]");
        assertEquals(Body.of(READ).tree(), registered(parse(body).value()));
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
    void errors_of_a_bulk_have_an_index_and_are_in_its_order() {
        Validated<List<Validated<Ean>>> parsed = bulk(
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
    void a_bulk_contains_1_to_1000_eans() {
        assertEquals(List.of("eans: must be filled"), errors(bulk("{\"eans\": []}")));
        String thousand = String.join(",", Collections.nCopies(1000, DOCUMENTED));
        assertTrue(bulk("{\"eans\": [" + thousand + "]}").isValid());
        assertEquals(
                List.of("eans: size cannot be greater than 1000"), errors(bulk("{\"eans\": [" + thousand + ",5]}")));
    }

    private static Map<?, ?> registered(Ean ean) {
        byte[] json = Json.bytes(ean.registered(1, 2, "Eneco", NOW));
        return (Map<?, ?>) Body.of(new String(json, StandardCharsets.UTF_8)).tree();
    }

    private static List<?> consumptions(Ean ean) {
        return (List<?>) registered(ean).get("consumptions");
    }

    private static Validated<Ean> parse(Body body) {
        return RequestType.object("ean", Ean::from).parse(body.tree());
    }

    private static Validated<List<Validated<Ean>>> bulk(String json) {
        return RequestType.list("eans", RequestType.object("ean", Ean::from), 1000)
                .parse(Body.of(json).tree());
    }
}
