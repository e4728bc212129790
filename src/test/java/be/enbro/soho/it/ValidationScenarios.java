package be.enbro.soho.it;

import static be.enbro.soho.it.Body.quoted;
import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Section 4 of the rules over HTTP: complete error bodies in order, and accepted values in responses. Every request is
 * preceded by its check, whose answer must agree (contract extensions, section 4).
 */
abstract class ValidationScenarios {
    private static final String MISSING = "is missing";
    private static final String STRING = "must be a string";
    private static final String FORMAT = "is in invalid format";
    private static final String HASH = "must be a hash";
    private static final String DECIMAL = "must be a decimal";
    private static final String LANGUAGE = "must be one of: nl, fr, en";
    private static final String PERIOD = "must be one of: automatic, monthly, january, february, march, april, may,"
            + " june, july, august, september, october, november, december";

    private Partner partner;
    private SohoApi api;

    @BeforeEach
    void a_partner() {
        partner = Partner.any();
        api = partner.api();
    }

    // customers

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | \"a@b\" | is in invalid format",
                "terms_and_conditions | \"off\" | must be true",
                "privacy_policy | 2 | must be boolean",
                "registered_from_ip | \"1.2.3.4/8\" | is in invalid format",
                "profile | [] | must be a hash",
                "profile.first_name | \"a\\u0000b\" | is in invalid format",
                "profile.last_name | {} | must be a string",
                "profile.title | \"Mr\" | must be one of: mr, mrs",
                "profile.phone | \"056 98 01 44 ext. 5\" | is in invalid format",
                "profile.birth_date | \"2000-02-30\" | must be a date",
                "profile.birth_date | \"9999-12-31\" | must be in the past",
                "profile.city | \"\" | must be filled",
                "profile.street | \"\\udc00\\ud800\" | is in invalid format",
                "profile.building | true | must be a string",
                "profile.building_addon | 5 | must be a string",
                "profile.postal_code | null | must be filled",
                "profile.language | \"de\" | must be one of: nl, fr, en"
            })
    void an_invalid_value_of_a_customer_is_rejected(String path, String value, String message) {
        api.postChecked(
                        "/api/v1/customers",
                        Body.customer().with("customer." + path, value).text())
                .is(422, errors(params("customer." + path, message)));
    }

    @Test
    void text_of_more_than_255_code_points_is_rejected() {
        Body body = Body.customer().with("customer.profile.city", quoted("\ud83d\ude00".repeat(256)));

        api.postChecked("/api/v1/customers", body.text())
                .is(422, errors(params("customer.profile.city", "size cannot be greater than 255")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|is missing",
                "[]|is missing",
                "5|is missing",
                "null|is missing",
                "\"customer\"|is missing",
                "{\"customer\":null}|must be a hash",
                "{\"customer\":\"\"}|must be a hash",
                "{\"customer\":[]}|must be a hash",
                "{\"customer\":5}|must be a hash"
            })
    void a_request_without_a_customer_is_rejected(String body, String message) {
        api.postChecked("/api/v1/customers", body).is(422, errors(params("customer", message)));
    }

    @Test
    void all_errors_of_a_customer_are_reported_in_field_order() {
        api.postChecked("/api/v1/customers", "{\"customer\":{}}")
                .is(
                        422,
                        errors(
                                params("customer.email", MISSING),
                                params("customer.terms_and_conditions", MISSING),
                                params("customer.privacy_policy", MISSING),
                                params("customer.registered_from_ip", MISSING),
                                params("customer.profile", MISSING)));
        api.postChecked(
                        "/api/v1/customers",
                        "{\"customer\":{\"profile\":{\"language\":\"de\",\"building_addon\":5},\"email\":5}}")
                .is(
                        422,
                        errors(
                                params("customer.email", STRING),
                                params("customer.terms_and_conditions", MISSING),
                                params("customer.privacy_policy", MISSING),
                                params("customer.registered_from_ip", MISSING),
                                params("customer.profile.first_name", MISSING),
                                params("customer.profile.last_name", MISSING),
                                params("customer.profile.title", MISSING),
                                params("customer.profile.phone", MISSING),
                                params("customer.profile.birth_date", MISSING),
                                params("customer.profile.city", MISSING),
                                params("customer.profile.street", MISSING),
                                params("customer.profile.building", MISSING),
                                params("customer.profile.building_addon", STRING),
                                params("customer.profile.postal_code", MISSING),
                                params("customer.profile.language", LANGUAGE)));
    }

    @Test
    void a_taken_email_is_rejected_in_any_case_and_for_any_partner() {
        Fixtures.customer(Partner.any().id(), "taken-" + partner.id() + "@example.com");
        Body again = Body.customer().with("customer.email", quoted(" TAKEN-" + partner.id() + "@Example.COM "));

        api.postChecked("/api/v1/customers", again.text()).is(422, errors(Errors.emailTaken()));
    }

    @Test
    void syntax_errors_precede_the_taken_email() {
        String email = Unique.email();
        Fixtures.customer(partner.id(), email);
        Body again = Body.customer()
                .with("customer.email", quoted(email))
                .with("customer.profile.phone", "\"1\"")
                .without("customer.profile.city");

        api.postChecked("/api/v1/customers", again.text())
                .is(
                        422,
                        errors(
                                params("customer.profile.phone", FORMAT),
                                params("customer.profile.city", MISSING),
                                Errors.emailTaken()));
    }

    @Test
    void the_evidence_of_consent_is_stored() {
        Body body = Body.customer().with("customer.registered_from_ip", "\"2001:DB8::1\"");
        Answer answer = api.postChecked("/api/v1/customers", body.text());

        assertEquals(200, answer.status());
        assertEquals(
                "2001:db8::1 t t " + partner.id(),
                Database.text(
                        "SELECT concat_ws(' ', host(registered_from_ip), terms_accepted_at > now() - interval '1 minute',"
                                + " privacy_accepted_at > now() - interval '1 minute', organisation_id)"
                                + " FROM customers WHERE id = ?",
                        answer.number("id")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email | \" A.B+c@Example.COM \" | email | a.b+c@example.com",
                "profile.phone | \"056 98 01 44\" | phone | +3256980144",
                "profile.phone | \"0032 56 98 01 44\" | phone | +3256980144",
                "profile.phone | \"+31 20 123 4567\" | phone | +31201234567",
                "profile.phone | \"+1 650 253 0000\" | phone | +16502530000",
                "profile.title | \"mrs\" | title | mrs",
                "profile.language | null | language | nl",
                "profile.language | \"\" | language | nl",
                "profile.language | \"en\" | language | en",
                "profile.building_addon | \"bus 1\" | building_addon | bus 1",
                "profile.first_name | \" \" | first_name | ' '",
                "profile.city | \"Li\\u00e8ge \\ud83d\\ude00\" | city | Liège 😀",
                "profile.birth_date | \"1900-01-01\" | birth_date | 1900-01-01"
            })
    void a_valid_value_of_a_customer_is_accepted(String path, String value, String key, String answered) {
        Answer answer = api.postChecked(
                "/api/v1/customers",
                Body.customer().with("customer." + path, value).text());

        assertEquals(200, answer.status(), answer.body());
        assertEquals(answered, answer.string(key));
        Database.update("DELETE FROM customers WHERE id = ?", answer.number("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"on\"", "\"YES\""})
    void consent_accepts_other_spellings_of_true(String value) {
        Body body = Body.customer().with("customer.terms_and_conditions", value).with("customer.privacy_policy", value);

        assertEquals(200, api.postChecked("/api/v1/customers", body.text()).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::ffff:1.2.3.4", "::"})
    void any_ip_address_is_accepted(String ip) {
        Body body = Body.customer().with("customer.registered_from_ip", quoted(ip));

        assertEquals(200, api.postChecked("/api/v1/customers", body.text()).status());
    }

    @Test
    void a_null_or_empty_value_is_omitted_from_the_response() {
        for (String nothing : new String[] {null, "null", "\"\""}) {
            Answer answer = api.postChecked(
                    "/api/v1/customers",
                    Body.customer()
                            .with("customer.profile.building_addon", nothing)
                            .text());

            assertEquals(200, answer.status());
            assertEquals(-1, answer.body().indexOf("building_addon"));
        }
    }

    @Test
    void the_last_of_repeated_keys_counts() {
        String body =
                Body.customer().text().replace("\"first_name\":\"Danny\"", "\"first_name\":5,\"first_name\":\"Rusty\"");

        assertEquals("Rusty", api.postChecked("/api/v1/customers", body).string("first_name"));
    }

    @Test
    void text_of_255_code_points_fits() {
        Body body = Body.customer().with("customer.profile.city", quoted("\ud83d\ude00".repeat(255)));

        assertEquals(200, api.postChecked("/api/v1/customers", body.text()).status());
    }

    // EANs

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "product | \"water\" | must be one of: gas, electricity",
                "number | \"542170967180397341\" | is in invalid format",
                "reason | \"old\" | must be one of: normal, new, reopened, dropped, moved",
                "supplier_id | \"1.0\" | must be an integer",
                "street | 5 | must be a string",
                "building | \"\\u0000\" | is in invalid format",
                "building_addon | [] | must be a string",
                "postal_code | \"\\udfff\" | is in invalid format",
                "city | true | must be a string",
                "consumptions | {} | must be an array",
                "consumptions | [1,2,3,4,5,6,7,8,9,10,11] | size cannot be greater than 10",
                "fixed_fee | \"1,5\" | must be a decimal",
                "fixed_fee | -1 | must be greater than or equal to 0",
                "solar_panels | \"tRUE\" | must be boolean",
                "contract_end_date | \"2021-02-29\" | must be a date",
                "respect_contract_end_date | 2 | must be boolean",
                "tariff_group | \"triple\" | must be one of: mono, dual, monoExclusive, dualExclusive",
                "gsc | 1e999999999 | is in invalid format",
                "wkk | \"1e-11\" | is in invalid format",
                "inverter_max_power | -1 | must be greater than or equal to 0",
                "inverter_max_power | 2147483648 | must be less than or equal to 2147483647"
            })
    void an_invalid_value_of_an_ean_is_rejected(String path, String value, String message) {
        assertRejected(path, value, message);
    }

    @Test
    void an_invalid_recording_period_is_rejected() {
        assertRejected("recording_period", "\"weekly\"", PERIOD);
    }

    private void assertRejected(String path, String value, String message) {
        Body body = Body.ean().with("ean." + path, value);

        api.postChecked(eans(), body.text()).is(422, errors(params("ean." + path, message)));
        api.postChecked(eans() + "/bulk", Body.bulk(Body.ean(), body))
                .is(422, errors(params("ean." + path, message, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 | ean.consumptions.1 | must be a hash",
                "{\"volume\":1,\"price\":1} | ean.consumptions.1.name | is missing",
                "{\"name\":\"\",\"volume\":1,\"price\":1} | ean.consumptions.1.name | must be filled",
                "{\"name\":5,\"volume\":1,\"price\":1} | ean.consumptions.1.name | must be a string",
                "{\"name\":\"m\",\"price\":1} | ean.consumptions.1.volume | is missing",
                "{\"name\":\"m\",\"volume\":null,\"price\":1} | ean.consumptions.1.volume | must be filled",
                "{\"name\":\"m\",\"volume\":\"x\",\"price\":1} | ean.consumptions.1.volume | must be a decimal",
                "{\"name\":\"m\",\"volume\":-1,\"price\":1} | ean.consumptions.1.volume | must be greater than or equal to 0",
                "{\"name\":\"m\",\"volume\":1} | ean.consumptions.1.price | is missing",
                "{\"name\":\"m\",\"volume\":1,\"price\":1e-11} | ean.consumptions.1.price | is in invalid format"
            })
    void an_invalid_consumption_is_rejected(String consumption, String path, String message) {
        Body body = Body.ean()
                .with("ean.consumptions", "[{\"name\":\"mono\",\"volume\":1,\"price\":1}," + consumption + "]");

        api.postChecked(eans(), body.text()).is(422, errors(params(path, message)));
    }

    @Test
    void all_errors_of_an_ean_are_reported_with_the_rules_last() {
        String number = Unique.ean();
        long customer = partner.customer();
        Fixtures.ean(customer, number);
        Body body = Body.ean(number)
                .with("ean.supplier_id", "999999999")
                .with("ean.gsc", "\"x\"")
                .with("ean.consumptions", "[{},5]")
                .without("ean.product");

        api.postChecked("/api/v1/customers/" + customer + "/eans", body.text())
                .is(
                        422,
                        errors(
                                params("ean.product", MISSING),
                                params("ean.consumptions.0.name", MISSING),
                                params("ean.consumptions.0.volume", MISSING),
                                params("ean.consumptions.0.price", MISSING),
                                params("ean.consumptions.1", HASH),
                                params("ean.gsc", DECIMAL),
                                params("ean.number", "has already been added to customer"),
                                params("ean.number", "has already been taken"),
                                params("ean.supplier_id", "does not exist")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "999999999",
                "9223372036854775807",
                "9223372036854775808",
                "99999999999999999999",
                "1e400"
            })
    void an_unknown_supplier_does_not_exist(String id) {
        api.postChecked(eans(), Body.ean().with("ean.supplier_id", id).text())
                .is(422, errors(params("ean.supplier_id", "does not exist")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|is missing",
                "[]|is missing",
                "5|is missing",
                "{\"ean\":null}|must be a hash",
                "{\"ean\":\"\"}|must be a hash",
                "{\"ean\":[]}|must be a hash"
            })
    void a_request_without_an_ean_is_rejected(String body, String message) {
        api.postChecked(eans(), body).is(422, errors(params("ean", message)));
    }

    @Test
    void an_ean_requires_only_product_and_number() {
        long customer = partner.customer();
        String number = Unique.ean();
        Answer answer = api.postChecked(
                "/api/v1/customers/" + customer + "/eans", Body.ean(number).text());

        answer.is(
                201,
                ("{\"id\":%d,\"customer_id\":%d,\"number\":\"%s\",\"product\":\"gas\",\"state\":\"ready\","
                                + "\"created_at\":\"%s\",\"confirmed_at\":\"%s\"}")
                        .formatted(
                                answer.number("id"),
                                customer,
                                number,
                                answer.string("created_at"),
                                answer.string("confirmed_at")));
        assertTrue(answer.string("confirmed_at").compareTo(answer.string("created_at")) <= 0, answer.body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fixed_fee | 1.00 | \"1.0\"",
                "fixed_fee | 100 | \"100.0\"",
                "fixed_fee | 0 | \"0.0\"",
                "fixed_fee | -0 | \"0.0\"",
                "fixed_fee | \"-0.00\" | \"0.0\"",
                "fixed_fee | 0.0214 | \"0.0214\"",
                "fixed_fee | 1e-7 | \"0.0000001\"",
                "fixed_fee | \"1e3\" | \"1000.0\"",
                "fixed_fee | \"1E5\" | \"100000.0\"",
                "fixed_fee | \".5\" | \"0.5\"",
                "fixed_fee | \"+1.5\" | \"1.5\"",
                "fixed_fee | \" 1.5 \" | \"1.5\"",
                "gsc | 12345678901234567890.0123456789 | \"12345678901234567890.0123456789\"",
                "wkk | \"0000000000000000000000000000001.00000000000000000000\" | \"1.0\"",
                "solar_panels | \"on\" | true",
                "solar_panels | 0 | false",
                "respect_contract_end_date | \"No\" | false",
                "inverter_max_power | \"315\" | 315",
                "inverter_max_power | \" +315 \" | 315",
                "inverter_max_power | 315.0 | 315",
                "inverter_max_power | 3.15e2 | 315",
                "inverter_max_power | 2147483647 | 2147483647",
                "inverter_max_power | -0 | 0",
                "contract_end_date | \"1900-01-01\" | \"1900-01-01\"",
                "contract_end_date | \"9999-12-31\" | \"9999-12-31\"",
                "recording_period | \"december\" | \"december\"",
                "tariff_group | \"monoExclusive\" | \"monoExclusive\"",
                "reason | \"moved\" | \"moved\"",
                "street | \" \" | \" \"",
                "consumptions | [] | []",
                "consumptions | [{\"name\":\"mono\",\"volume\":22.25,\"price\":\"1.00\",\"x\":1}] | [{\"name\":\"mono\",\"volume\":\"22.25\",\"price\":\"1.00\"}]",
                "consumptions | [{\"price\":1e3,\"volume\":\"1e3\",\"name\":\"mono\"}] | [{\"name\":\"mono\",\"volume\":\"1e3\",\"price\":\"1000\"}]"
            })
    void a_valid_value_of_an_ean_is_accepted(String key, String value, String answered) {
        long customer = partner.customer();
        String path = "/api/v1/customers/" + customer + "/eans";
        Answer answer =
                api.postChecked(path, Body.ean().with("ean." + key, value).text());

        assertEquals(201, answer.status(), answer.body());
        String member = "\"" + key + "\":" + answered;
        assertTrue(answer.body().contains(member + ",") || answer.body().endsWith(member + "}"), answer.body());
        assertEquals("[" + answer.body() + "]", api.get(path).body());
    }

    /** Each has a special meaning in a text that a statement parses into rows or values. */
    @Test
    void text_of_an_ean_is_stored_as_sent() {
        String path = eans();
        List<String> texts = Stream.of(
                        "\\\"",
                        "\\\\",
                        "\\\\\\\"",
                        ",",
                        "a,\\\"b\\\"",
                        "{}",
                        "}",
                        "(",
                        ")",
                        "()",
                        "NULL",
                        "null",
                        "\\\\N",
                        "\\\\.",
                        "'",
                        "''",
                        "$1",
                        "?1",
                        ":city",
                        "--",
                        "\\n",
                        "\\t\\r",
                        " a ",
                        "é😀",
                        "\\\"\\\"",
                        "{\\\"(1,2)\\\"}")
                .map(Body::quoted)
                .toList();
        Answer answer = api.postChecked(
                path + "/bulk",
                Body.bulk(texts.stream().map(ValidationScenarios::eanWith).toArray(Body[]::new)));

        assertEquals(201, answer.status(), answer.body());
        for (String text : texts) {
            assertTrue(answer.body().contains("\"street\":" + text + ","), text);
            assertTrue(answer.body().contains("\"consumptions\":[{\"name\":" + text + ","), text);
        }
        assertEquals(answer.body(), api.get(path).body());
    }

    private static Body eanWith(String text) {
        return Body.ean()
                .with("ean.street", text)
                .with("ean.city", text)
                .with("ean.consumptions", "[{\"name\":" + text + ",\"volume\":\"1\",\"price\":\"1\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void every_optional_value_of_an_ean_can_be_null_or_empty(String nothing) {
        Body body = Body.ean();
        for (String key : Body.OPTIONAL_OF_EAN) {
            body = body.with("ean." + key, nothing);
        }
        Answer answer = api.postChecked(eans(), body.text());

        assertEquals(201, answer.status(), answer.body());
        assertEquals(7, answer.body().split("\":").length - 1, answer.body());
    }

    // bulk

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|is missing",
                "[]|is missing",
                "5|is missing",
                "{\"eans\":[]}|must be filled",
                "{\"eans\":null}|must be an array",
                "{\"eans\":\"\"}|must be an array",
                "{\"eans\":{}}|must be an array"
            })
    void a_bulk_without_eans_is_rejected(String body, String message) {
        api.postChecked(eans() + "/bulk", body).is(422, errors(params("eans", message)));
    }

    @Test
    void a_bulk_of_more_than_1000_is_rejected() {
        Body[] bodies = IntStream.range(0, 1001).mapToObj(i -> Body.ean()).toArray(Body[]::new);

        api.postChecked(eans() + "/bulk", Body.bulk(bodies))
                .is(422, errors(params("eans", "size cannot be greater than 1000")));
    }

    @Test
    void every_element_of_a_bulk_is_validated_individually() {
        String body =
                "{\"eans\":[5,{},{\"ean\":null},{\"ean\":{}}," + Body.ean().text() + "]}";

        api.postChecked(eans() + "/bulk", body)
                .is(
                        422,
                        errors(
                                params("ean", MISSING, 0),
                                params("ean", MISSING, 1),
                                params("ean", HASH, 2),
                                params("ean.product", MISSING, 3),
                                params("ean.number", MISSING, 3)));
    }

    @Test
    void the_errors_of_a_bulk_are_ordered_by_index() {
        String mine = Unique.ean();
        String theirs = Unique.ean();
        long customer = partner.customer();
        Fixtures.ean(customer, mine);
        Fixtures.ean(partner.customer(), theirs);
        String twice = Unique.ean();

        api.postChecked(
                        "/api/v1/customers/" + customer + "/eans/bulk",
                        Body.bulk(
                                Body.ean(theirs),
                                Body.ean(twice),
                                Body.ean(mine).without("ean.product"),
                                Body.ean().with("ean.supplier_id", "999999999"),
                                Body.ean(twice)))
                .is(
                        422,
                        errors(
                                params("ean.number", "has already been taken", 0),
                                params("ean.product", MISSING, 2),
                                params("ean.number", "has already been added to customer", 2),
                                params("ean.number", "has already been taken", 2),
                                params("ean.supplier_id", "does not exist", 3),
                                params("ean.number", "has already been added to customer", 4),
                                params("ean.number", "has already been taken", 4)));
        assertEquals(1, Database.number("SELECT count(*) FROM eans WHERE customer_id = ?", customer));
    }

    @Test
    void the_response_to_a_bulk_is_in_the_order_of_the_request() {
        List<String> numbers = Stream.generate(Unique::ean).limit(50).toList();
        Body[] bodies = numbers.stream().map(Body::ean).toArray(Body[]::new);
        for (int i = 0; i < 25; i++) {
            Body swap = bodies[i];
            bodies[i] = bodies[49 - i];
            bodies[49 - i] = swap;
        }
        String path = eans();
        Answer answer = api.postChecked(path + "/bulk", Body.bulk(bodies));

        assertEquals(201, answer.status());
        int from = -1;
        for (int i = 49; i >= 0; i--) {
            int at = answer.body().indexOf(numbers.get(i));
            assertTrue(at > from, numbers.get(i));
            from = at;
        }
        assertEquals(answer.body(), api.get(path).body());
    }

    @Test
    void a_bulk_of_1000_is_accepted() {
        Body[] bodies = IntStream.range(0, 1000).mapToObj(i -> Body.ean()).toArray(Body[]::new);
        long customer = partner.customer();

        assertEquals(
                201,
                api.postChecked("/api/v1/customers/" + customer + "/eans/bulk", Body.bulk(bodies))
                        .status());
        assertEquals(1000, Database.number("SELECT count(*) FROM eans WHERE customer_id = ?", customer));
    }

    private String eans() {
        return "/api/v1/customers/" + partner.customer() + "/eans";
    }
}
