package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.NOT_FOUND;
import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 6 of the contract's extensions: a customer or an EAN is corrected, an EAN removed. */
abstract class CorrectionScenarios {
    private static final int THREADS = 20;
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String ADDED = "has already been added to customer";
    private static final String TAKEN = "has already been taken";
    private static final String UNKNOWN_ID = "9223372036854775807";
    private static final String STALE = "\"0123456789abcdef0123456789abcdef\"";
    private static final String PRECONDITION_FAILED = Errors.request("precondition_failed");
    private static final Pattern UPDATED_AT = Pattern.compile("\"updated_at\":\"([^\"]*)\"");

    private Partner partner;
    private SohoApi api;
    private Answer customer;
    private Answer ean;
    private String customerPath;
    private String eanPath;

    @BeforeEach
    void a_customer_with_an_ean() {
        partner = Partner.any();
        api = partner.api();
        customer = api.post(
                CUSTOMERS,
                Body.customer()
                        .with("customer.profile.building_addon", "\"A\"")
                        .with("customer.profile.language", "\"fr\"")
                        .text());
        customerPath = CUSTOMERS + "/" + customer.number("id");
        long supplier = Fixtures.supplier("Before");
        ean = api.post(customerPath + "/eans", fullEan(supplier).text());
        assertEquals(201, ean.status(), ean.body());
        eanPath = "/api/v1/eans/" + ean.number("id");
    }

    private static Body fullEan(long supplier) {
        return Body.ean()
                .with("ean.reason", "\"normal\"")
                .with("ean.supplier_id", Long.toString(supplier))
                .with("ean.street", "\"Veldstraat\"")
                .with("ean.building", "\"1\"")
                .with("ean.building_addon", "\"A\"")
                .with("ean.postal_code", "\"9000\"")
                .with("ean.city", "\"Gent\"")
                .with("ean.consumptions", "[{\"name\":\"mono\",\"volume\":\"22.50\",\"price\":\"1.00\"}]")
                .with("ean.fixed_fee", "\"1.00\"")
                .with("ean.solar_panels", "true")
                .with("ean.recording_period", "\"february\"")
                .with("ean.contract_end_date", "\"2020-10-06\"")
                .with("ean.respect_contract_end_date", "false")
                .with("ean.tariff_group", "\"mono\"")
                .with("ean.gsc", "\"0.0214\"")
                .with("ean.wkk", "\"0.5\"")
                .with("ean.inverter_max_power", "315");
    }

    // What a patch changes

    @Test
    void a_customer_is_corrected_in_the_fields_that_are_named() {
        String email = Unique.email();

        Answer corrected = patch(
                customerPath,
                "{\"customer\":{\"email\":\" " + email.toUpperCase(Locale.ROOT) + " \",\"unknown\":1,"
                        + "\"profile\":{\"city\":\"Gent\",\"phone\":\"+31 20 123 4567\",\"language\":\"en\"}}}");

        assertCorrected(
                customer.body()
                        .replace(customer.string("email"), email)
                        .replace("South Seanview", "Gent")
                        .replace("+3256980144", "+31201234567")
                        .replace("\"fr\"", "\"en\""),
                corrected);
        assertTrue(updatedAt(corrected, 0).compareTo(updatedAt(customer, 0)) > 0);
        assertTrue(updatedAt(corrected, 1).compareTo(updatedAt(customer, 1)) > 0);
        assertEquals(
                List.of("customer.corrected, {city,email,language,phone}, " + author(corrected)),
                events("customer.corrected"));
        assertRead(customerPath, corrected);
    }

    @Test
    void all_fields_of_a_customer_can_be_corrected() {
        String email = Unique.email();
        Answer corrected = patch(
                customerPath,
                "{\"customer\":{\"email\":\"" + email
                        + "\",\"profile\":{\"first_name\":\"Ada\",\"last_name\":\"Byron\","
                        + "\"title\":\"mrs\",\"phone\":\"0470123456\",\"birth_date\":\"1985-12-10\",\"city\":\"Brugge\","
                        + "\"street\":\"Markt\",\"building\":\"2\",\"building_addon\":\"B\",\"postal_code\":\"8000\","
                        + "\"language\":\"nl\"}}}");

        long id = customer.number("id");
        assertCorrected(
                "{\"id\":" + id + ",\"email\":\"" + email + "\",\"created_at\":\"" + customer.string("created_at")
                        + "\",\"updated_at\":\"?\",\"profile\":{\"id\":"
                        + profile().number("id") + ",\"customer_id\":" + id
                        + ",\"organisation_id\":" + partner.id() + ",\"title\":\"mrs\",\"first_name\":\"Ada\","
                        + "\"last_name\":\"Byron\",\"birth_date\":\"1985-12-10\",\"phone\":\"+32470123456\","
                        + "\"city\":\"Brugge\",\"street\":\"Markt\",\"building\":\"2\",\"building_addon\":\"B\","
                        + "\"postal_code\":\"8000\",\"language\":\"nl\",\"created_at\":\""
                        + profile().string("created_at")
                        + "\",\"updated_at\":\"?\"}}",
                corrected);
        assertRead(customerPath, corrected);
    }

    private Answer profile() {
        String body = customer.body().substring(customer.body().indexOf("\"profile\":"));
        return new Answer(200, customer.headers(), body, customer.took());
    }

    @Test
    void the_time_of_a_profile_rises_only_with_the_profile() {
        Answer renamed = patch(customerPath, email(Unique.email()));
        assertTrue(updatedAt(renamed, 0).compareTo(updatedAt(customer, 0)) > 0);
        assertEquals(updatedAt(customer, 1), updatedAt(renamed, 1));

        Answer moved = patch(customerPath, city("Gent"));
        assertTrue(updatedAt(moved, 0).compareTo(updatedAt(renamed, 0)) > 0);
        assertTrue(updatedAt(moved, 1).compareTo(updatedAt(renamed, 1)) > 0);
    }

    /** As after a change by a server whose clock is ahead. */
    @Test
    void the_time_of_a_change_rises_by_a_millisecond_at_least() {
        Database.update("ALTER TABLE customers DISABLE TRIGGER customers_updated_at");
        Database.update(
                "UPDATE customers SET updated_at = '2999-12-31T23:59:59.001Z', profile_updated_at = '2999-12-31T23:59:58.999Z'"
                        + " WHERE id = ?",
                customer.number("id"));
        Database.update("ALTER TABLE customers ENABLE TRIGGER customers_updated_at");

        Answer corrected = patch(customerPath, city("Gent"));

        assertEquals("2999-12-31T23:59:59.002Z", updatedAt(corrected, 0));
        assertEquals("2999-12-31T23:59:59.000Z", updatedAt(corrected, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void an_optional_field_of_a_profile_is_taken_away(String nothing) {
        Answer corrected = patch(
                customerPath,
                "{\"customer\":{\"profile\":{\"building_addon\":" + nothing + ",\"language\":" + nothing + "}}}");

        assertCorrected(
                customer.body().replace("\"building_addon\":\"A\",", "").replace("\"fr\"", "\"nl\""), corrected);
        assertRead(customerPath, corrected);
    }

    @Test
    void an_ean_is_corrected_in_the_fields_that_are_named() {
        long supplier = Fixtures.supplier("After");

        Answer corrected = patch(
                eanPath,
                "{\"ean\":{\"supplier_id\":\"" + supplier
                        + "\",\"unknown\":[],\"fixed_fee\":2e1,\"solar_panels\":\"off\","
                        + "\"contract_end_date\":null}}");

        corrected.is(
                200,
                ean.body()
                        .replace("\"supplier_id\":" + ean.number("supplier_id"), "\"supplier_id\":" + supplier)
                        .replace("\"fixed_fee\":\"1.0\"", "\"fixed_fee\":\"20.0\"")
                        .replace("\"solar_panels\":true", "\"solar_panels\":false")
                        .replace(",\"contract_end_date\":\"2020-10-06\"", "")
                        .replace(
                                "{\"id\":" + ean.number("supplier_id") + ",\"name\":\"Before\"}",
                                "{\"id\":" + supplier + ",\"name\":\"After\"}"));
        assertEquals(
                List.of("ean.corrected, {" + ean.number("id")
                        + "}, {contract_end_date,fixed_fee,solar_panels,supplier_id}, " + author(corrected)),
                events("ean.corrected"));
        assertRead(eanPath, corrected);
        api.get(customerPath + "/eans").is(200, "[" + corrected.body() + "]");
        api.get(customerPath).is(200, customer.body());
    }

    @Test
    void all_fields_of_an_ean_can_be_corrected() {
        String number = Unique.ean();
        long supplier = Fixtures.supplier("After");

        Answer corrected = patch(
                eanPath,
                "{\"ean\":{\"product\":\"electricity\",\"number\":\"" + number
                        + "\",\"reason\":\"moved\",\"supplier_id\":"
                        + supplier + ",\"street\":\"Markt\",\"building\":\"2\",\"building_addon\":\"B\","
                        + "\"postal_code\":\"8000\",\"city\":\"Brugge\",\"consumptions\":[{\"name\":\"day\",\"volume\":1.50,"
                        + "\"price\":\"2\"},{\"name\":\"night\",\"volume\":\"0\",\"price\":0,\"x\":1}],\"fixed_fee\":0,"
                        + "\"solar_panels\":false,\"recording_period\":\"monthly\",\"contract_end_date\":\"2030-01-31\","
                        + "\"respect_contract_end_date\":true,\"tariff_group\":\"dualExclusive\",\"gsc\":\".5\",\"wkk\":1e-7,"
                        + "\"inverter_max_power\":\"0\"}}");

        corrected.is(
                200,
                "{\"id\":" + ean.number("id") + ",\"customer_id\":" + customer.number("id") + ",\"supplier_id\":"
                        + supplier
                        + ",\"number\":\"" + number + "\",\"product\":\"electricity\",\"building\":\"2\","
                        + "\"building_addon\":\"B\",\"city\":\"Brugge\",\"consumptions\":[{\"name\":\"day\","
                        + "\"volume\":\"1.50\",\"price\":\"2\"},{\"name\":\"night\",\"volume\":\"0\",\"price\":\"0\"}],"
                        + "\"fixed_fee\":\"0.0\",\"postal_code\":\"8000\",\"reason\":\"moved\",\"state\":\"ready\","
                        + "\"street\":\"Markt\",\"tariff_group\":\"dualExclusive\",\"recording_period\":\"monthly\","
                        + "\"respect_contract_end_date\":true,\"solar_panels\":false,\"inverter_max_power\":0,"
                        + "\"wkk\":\"0.0000001\",\"gsc\":\"0.5\",\"created_at\":\"" + ean.string("created_at")
                        + "\",\"confirmed_at\":\"" + ean.string("confirmed_at")
                        + "\",\"contract_end_date\":\"2030-01-31\",\"supplier\":{\"id\":" + supplier
                        + ",\"name\":\"After\"}}");
        assertRead(eanPath, corrected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void every_optional_field_of_an_ean_is_taken_away(String nothing) {
        String optional = Body.OPTIONAL_OF_EAN.stream()
                .map(field -> '"' + field + "\":" + nothing)
                .reduce((one, other) -> one + "," + other)
                .orElseThrow();

        Answer corrected = patch(eanPath, "{\"ean\":{" + optional + "}}");

        corrected.is(
                200,
                "{\"id\":" + ean.number("id") + ",\"customer_id\":" + customer.number("id") + ",\"number\":\""
                        + ean.string("number") + "\",\"product\":\"gas\",\"state\":\"ready\",\"created_at\":\""
                        + ean.string("created_at") + "\",\"confirmed_at\":\"" + ean.string("confirmed_at") + "\"}");
        assertRead(eanPath, corrected);
    }

    @Test
    void consumptions_are_replaced_whole() {
        String before = "\"consumptions\":[{\"name\":\"mono\",\"volume\":\"22.50\",\"price\":\"1.00\"}]";

        patch(eanPath, "{\"ean\":{\"consumptions\":[]}}").is(200, ean.body().replace(before, "\"consumptions\":[]"));
        patch(eanPath, "{\"ean\":{\"consumptions\":[{\"name\":\"night\"}]}}")
                .is(
                        422,
                        errors(
                                params("ean.consumptions.0.volume", "is missing"),
                                params("ean.consumptions.0.price", "is missing")));
        patch(eanPath, "{\"ean\":{\"consumptions\":[{\"name\":\"mono\",\"volume\":\"22.5\",\"price\":1.00}]}}")
                .is(200, ean.body().replace("22.50", "22.5"));
    }

    @Test
    void a_customer_patch_that_changes_nothing_has_no_effect() {
        List<String> patches = List.of(
                "{\"customer\":{}}",
                "{\"customer\":{\"profile\":{}}}",
                "{\"customer\":{\"unknown\":null,\"organisation_id\":1,\"id\":5,\"created_at\":\"x\",\"title\":\"mrs\"}}",
                email(customer.string("email")),
                email(" " + customer.string("email").toUpperCase(Locale.ROOT)),
                "{\"customer\":{\"profile\":{\"first_name\":\"Danny\",\"last_name\":\"Ocean\",\"title\":\"mr\","
                        + "\"phone\":\"056 98 01 44\",\"birth_date\":\"2000-04-06\",\"building_addon\":\"A\","
                        + "\"language\":\"fr\",\"id\":7,\"customer_id\":7,\"updated_at\":null}}}");
        assertNothingChanges(customerPath, customer.body(), patches);
    }

    @Test
    void an_ean_patch_that_changes_nothing_has_no_effect() {
        List<String> patches = List.of(
                "{\"ean\":{}}",
                "{\"ean\":{\"number\":\"" + ean.string("number") + "\",\"supplier_id\":\"" + ean.number("supplier_id")
                        + "\"}}",
                "{\"ean\":{\"fixed_fee\":1,\"gsc\":\"+.02140\",\"wkk\":5e-1,\"solar_panels\":\"yes\","
                        + "\"respect_contract_end_date\":0,\"inverter_max_power\":\" +315 \"}}",
                "{\"ean\":{\"consumptions\":[{\"price\":1.00,\"volume\":22.50,\"name\":\"mono\",\"x\":1}]}}",
                "{\"ean\":{\"state\":\"x\",\"confirmed_at\":null,\"customer_id\":1,\"id\":1,\"supplier\":null}}");
        assertNothingChanges(eanPath, ean.body(), patches);
    }

    private void assertNothingChanges(String path, String body, List<String> patches) {
        String tag = api.get(path).header("ETag");
        String events = allEvents();
        for (String patch : patches) {
            assertEquals(tag, patch(path, patch).is(200, body).header("ETag"));
        }
        assertEquals(tag, api.get(path).is(200, body).header("ETag"));
        assertEquals(events, allEvents());
    }

    /** Stored by another version, or by SQL, that allowed it. */
    @Test
    void what_is_not_named_is_not_validated() {
        Database.update(
                "UPDATE customers SET email = ?, phone = '+12', birth_date = '2999-01-01', first_name = '' WHERE id = ?",
                "no-domain-" + Unique.number(),
                customer.number("id"));
        Database.update(
                "UPDATE eans SET number = ?, consumptions = '[{\"name\":\"\",\"volume\":\"x\",\"price\":\"-1\"}]' WHERE id = ?",
                "54" + String.format(Locale.ROOT, "%016d", 10 * Unique.number() + 9),
                ean.number("id"));
        Answer oldCustomer = api.get(customerPath);
        Answer oldEan = api.get(eanPath);

        assertCorrected(oldCustomer.body().replace("South Seanview", "Gent"), patch(customerPath, city("Gent")));
        patch(eanPath, "{\"ean\":{\"city\":\"Brugge\"}}").is(200, oldEan.body().replace("Gent", "Brugge"));
    }

    @Test
    void a_merge_patch_has_its_own_content_type_too() {
        SohoApi mergePatch = api.with("Content-Type", "Application/Merge-Patch+JSON; charset=utf-8");

        assertCorrected(
                customer.body().replace("South Seanview", "Gent"), mergePatch.patch(customerPath, city("Gent")));
        mergePatch
                .patch(eanPath, "{\"ean\":{\"city\":\"Brugge\"}}")
                .is(200, ean.body().replace("Gent", "Brugge"));
        mergePatch.post(CUSTOMERS, Body.customer().text()).is(415, Errors.request("unsupported_media_type"));
    }

    @Test
    void options_name_the_content_types_of_a_patch() {
        for (String path : List.of(customerPath, eanPath)) {
            Answer options = api.send("OPTIONS", path);
            assertEquals(204, options.status());
            assertEquals("application/json, application/merge-patch+json", options.header("Accept-Patch"));
            assertTrue(options.header("Allow").contains("PATCH"), options.header("Allow"));
        }
        assertEquals("", api.send("OPTIONS", CUSTOMERS).header("Accept-Patch"));
    }

    // Errors

    @Test
    void all_errors_of_a_customer_patch_are_reported_at_once() {
        String taken = Unique.email();
        Fixtures.customer(Partner.any().id(), taken);

        assertRejected(
                customerPath,
                "{\"customer\":{\"registered_from_ip\":\"x\",\"email\":\"" + taken.toUpperCase(Locale.ROOT)
                        + "\",\"privacy_policy\":true,\"terms_and_conditions\":null,\"profile\":{\"first_name\":null,"
                        + "\"last_name\":\"\",\"title\":\"\",\"phone\":\"x\",\"birth_date\":\"2999-01-01\",\"city\":5,"
                        + "\"street\":null,\"building\":[],\"building_addon\":{},\"postal_code\":\"\",\"language\":\"de\"}}}",
                params("customer.terms_and_conditions", "cannot be changed"),
                params("customer.privacy_policy", "cannot be changed"),
                params("customer.registered_from_ip", "cannot be changed"),
                params("customer.profile.first_name", "must be filled"),
                params("customer.profile.last_name", "must be filled"),
                params("customer.profile.title", "must be filled"),
                params("customer.profile.phone", "is in invalid format"),
                params("customer.profile.birth_date", "must be in the past"),
                params("customer.profile.city", "must be a string"),
                params("customer.profile.street", "must be filled"),
                params("customer.profile.building", "must be a string"),
                params("customer.profile.building_addon", "must be a string"),
                params("customer.profile.postal_code", "must be filled"),
                params("customer.profile.language", "must be one of: nl, fr, en"),
                Errors.emailTaken());
    }

    @Test
    void all_errors_of_an_ean_patch_are_reported_at_once() {
        Answer other = api.post(customerPath + "/eans", Body.ean().text());

        assertRejected(
                eanPath,
                "{\"ean\":{\"product\":null,\"number\":\"" + other.string("number")
                        + "\",\"reason\":\"x\",\"supplier_id\":"
                        + UNKNOWN_ID + ",\"street\":5,\"consumptions\":[5],\"fixed_fee\":-1,\"solar_panels\":2,"
                        + "\"contract_end_date\":\"2020-02-30\",\"inverter_max_power\":1.5}}",
                params("ean.product", "must be filled"),
                params("ean.reason", "must be one of: normal, new, reopened, dropped, moved"),
                params("ean.street", "must be a string"),
                params("ean.consumptions.0", "must be a hash"),
                params("ean.fixed_fee", "must be greater than or equal to 0"),
                params("ean.solar_panels", "must be boolean"),
                params("ean.contract_end_date", "must be a date"),
                params("ean.inverter_max_power", "must be an integer"),
                params("ean.number", ADDED),
                params("ean.number", TAKEN),
                params("ean.supplier_id", "does not exist"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                     | customer         | is missing",
                "5                                      | customer         | is missing",
                "{}                                     | customer         | is missing",
                "{\"customer\":null}                    | customer         | must be a hash",
                "{\"customer\":[]}                      | customer         | must be a hash",
                "{\"customer\":{\"profile\":null}}      | customer.profile | must be a hash",
                "{\"customer\":{\"profile\":\"\"}}      | customer.profile | must be a hash",
                "{\"customer\":{\"email\":null}}        | customer.email   | must be filled",
                "{\"customer\":{\"email\":\"\"}}        | customer.email   | must be filled",
                "{\"customer\":{\"email\":\" \"}}       | customer.email   | is in invalid format",
                "{\"customer\":{\"terms_and_conditions\":true}}              | customer.terms_and_conditions | cannot be changed",
                "{\"customer\":{\"privacy_policy\":null}}                    | customer.privacy_policy | cannot be changed",
                "{\"customer\":{\"registered_from_ip\":\"98.99.253.30\"}}    | customer.registered_from_ip | cannot be changed",
            })
    void a_wrong_customer_patch_changes_nothing(String patch, String path, String message) {
        assertRejected(customerPath, patch, params(path, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"customer\":{}}                            | ean              | is missing",
                "{\"ean\":\"\"}                               | ean              | must be a hash",
                "{\"ean\":{\"product\":\"\"}}                 | ean.product      | must be filled",
                "{\"ean\":{\"number\":null}}                  | ean.number       | must be filled",
                "{\"ean\":{\"number\":\"541448860000000001\"}}| ean.number       | is in invalid format",
                "{\"ean\":{\"supplier_id\":0}}                | ean.supplier_id  | does not exist",
                "{\"ean\":{\"consumptions\":{}}}              | ean.consumptions | must be an array",
                "{\"ean\":{\"consumptions\":[{\"name\":\"a\",\"volume\":null,\"price\":\"1\"}]}} | ean.consumptions.0.volume | must be filled"
            })
    void a_wrong_ean_patch_changes_nothing(String patch, String path, String message) {
        assertRejected(eanPath, patch, params(path, message));
    }

    @Test
    void an_email_or_a_number_of_another_record_is_taken() {
        String ofPartner = Unique.email();
        Fixtures.customer(partner.id(), ofPartner);
        String ofOther = Unique.email();
        long stranger = Fixtures.customer(Partner.any().id(), ofOther);
        String ofCustomer = Unique.ean();
        Fixtures.ean(customer.number("id"), ofCustomer);
        String ofStranger = Unique.ean();
        Fixtures.ean(stranger, ofStranger);

        assertRejected(customerPath, email(ofPartner), Errors.emailTaken());
        assertRejected(customerPath, email(ofOther.toUpperCase(Locale.ROOT)), Errors.emailTaken());
        assertRejected(eanPath, number(ofCustomer), params("ean.number", ADDED), params("ean.number", TAKEN));
        assertRejected(eanPath, number(ofStranger), params("ean.number", TAKEN));
    }

    private void assertRejected(String path, String patch, String... expected) {
        String before = api.get(path).body();
        String events = allEvents();

        assertEquals("", patch(path, patch).is(422, errors(expected)).header("ETag"));

        api.get(path).is(200, before);
        assertEquals(events, allEvents());
    }

    @Test
    void a_free_email_and_a_free_number_can_be_taken_over() {
        String email = customer.string("email");
        String number = ean.string("number");
        assertEquals(200, patch(customerPath, email(Unique.email())).status());
        assertEquals(200, patch(eanPath, number(Unique.ean())).status());

        Answer other = api.post(
                CUSTOMERS,
                Body.customer().with("customer.email", Body.quoted(email)).text());

        assertEquals(200, other.status(), other.body());
        assertEquals(
                201,
                api.post(
                                CUSTOMERS + "/" + other.number("id") + "/eans",
                                Body.ean(number).text())
                        .status());
        assertRejected(customerPath, email(email), Errors.emailTaken());
        assertRejected(eanPath, number(number), params("ean.number", TAKEN));
    }

    @Test
    void a_supplier_that_was_removed_does_not_exist() {
        long supplier = Fixtures.supplier("Gone");
        String patch = "{\"ean\":{\"supplier_id\":" + supplier + "}}";
        assertEquals(200, patch(eanPath, patch).status());
        assertEquals(200, patch(eanPath, "{\"ean\":{\"supplier_id\":null}}").status());
        Database.update("DELETE FROM suppliers WHERE id = ?", supplier);

        assertRejected(eanPath, patch, params("ean.supplier_id", "does not exist"));
    }

    // The order of checks

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "-1", "1.0", UNKNOWN_ID, "9223372036854775808"})
    void an_unknown_record_is_not_found_whatever_is_sent(String id) {
        for (String path : List.of(CUSTOMERS + "/" + id, "/api/v1/eans/" + id)) {
            assertNotFound(api, path);
        }
    }

    @Test
    void a_record_of_another_organisation_is_not_found_whatever_is_sent() {
        SohoApi other = Partner.any().api();
        String events = allEvents();

        assertNotFound(other, customerPath);
        assertNotFound(other, eanPath);

        api.get(customerPath).is(200, customer.body());
        api.get(eanPath).is(200, ean.body());
        assertEquals(events, allEvents());
    }

    private static void assertNotFound(SohoApi api, String path) {
        for (String patch :
                List.of("{}", "{", "", "{\"customer\":{\"profile\":{\"city\":\"x\"}},\"ean\":{\"city\":\"x\"}}")) {
            api.patch(path, patch).is(404, NOT_FOUND);
        }
        api.with("If-Match", "*").patch(path, "{}").is(404, NOT_FOUND);
        api.with("If-Match", STALE).patch(path, "{").is(404, NOT_FOUND);
        api.with("Content-Type", "text/plain").patch(path, "{}").is(404, NOT_FOUND);
        api.patch(path, tooLarge()).is(404, NOT_FOUND);
        if (path.startsWith("/api/v1/eans")) {
            api.delete(path).is(404, NOT_FOUND);
            api.with("If-Match", "*").delete(path).is(404, NOT_FOUND);
            api.with("If-Match", STALE).delete(path).is(404, NOT_FOUND);
        }
    }

    private static String tooLarge() {
        return " ".repeat(2 * 1024 * 1024 + 1);
    }

    @Test
    void the_body_is_accepted_before_the_tag_is_compared_and_parsed_after() {
        SohoApi stale = api.with("If-Match", STALE);
        for (String path : List.of(customerPath, eanPath)) {
            stale.patch(path, tooLarge()).is(413, Errors.request("payload_too_large"));
            stale.with("Content-Type", "text/plain")
                    .patch(path, "{}")
                    .is(415, Errors.request("unsupported_media_type"));
            stale.patch(path, "{").is(412, PRECONDITION_FAILED);
            stale.patch(path, "").is(412, PRECONDITION_FAILED);
            stale.patch(path, "{}").is(412, PRECONDITION_FAILED);
            api.patch(path, "{").is(400, Errors.INVALID_JSON);
            api.patch(path, "").is(400, Errors.INVALID_JSON);
        }
    }

    @Test
    void a_token_comes_before_everything() {
        SohoApi reader = api.with("Authorization", "Bearer " + partner.readToken());
        for (String path : List.of(customerPath, eanPath, CUSTOMERS + "/" + UNKNOWN_ID)) {
            reader.patch(path, "{").is(403, Errors.request("forbidden"));
            SohoApi.anonymous().patch(path, "{").is(401, Errors.NOT_AUTHENTICATED);
            SohoApi.operator().patch(path, "{").is(401, Errors.NOT_AUTHENTICATED);
        }
        reader.delete(eanPath).is(403, Errors.request("forbidden"));
        SohoApi.anonymous().delete(eanPath).is(401, Errors.NOT_AUTHENTICATED);
        api.get(eanPath).is(200, ean.body());
    }

    // Entity tags

    @Test
    void one_customer_and_one_ean_have_a_strong_tag() {
        for (String path : List.of(customerPath, eanPath)) {
            Answer read = api.get(path);
            assertTrue(read.header("ETag").matches("\"[0-9a-f]{32}\""), read.header("ETag"));
            Answer head = api.send("HEAD", path);
            assertEquals(read.header("ETag"), head.header("ETag"));
            assertEquals(read.header("Content-Length"), head.header("Content-Length"));
            assertEquals(read.header("ETag"), api.get(path).header("ETag"));
        }
        assertNotEquals(api.get(customerPath).header("ETag"), api.get(eanPath).header("ETag"));
        for (String path : List.of(CUSTOMERS, customerPath + "/eans", "/api/v1/eans?number=" + ean.string("number"))) {
            assertEquals("", api.get(path).header("ETag"), path);
        }
        assertEquals("", customer.header("ETag"));
        assertEquals("", ean.header("ETag"));
        assertEquals("", api.get(CUSTOMERS + "/" + UNKNOWN_ID).header("ETag"));
    }

    @ParameterizedTest
    @CsvSource({"GET, %s", "GET, W/%s", "GET, '\"x\", %s'", "GET, *", "HEAD, %s", "HEAD, *"})
    void a_record_that_is_known_is_not_sent_again(String method, String header) {
        for (String path : List.of(customerPath, eanPath)) {
            String tag = api.get(path).header("ETag");

            Answer again = api.with("If-None-Match", header.formatted(tag)).send(method, path);

            assertEquals(304, again.status());
            assertEquals("", again.body());
            assertEquals(tag, again.header("ETag"));
            assertEquals("no-store", again.header("Cache-Control"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {STALE, "W/" + STALE, "x", "", "\"\""})
    void a_record_with_another_tag_is_sent(String header) {
        SohoApi stale = api.with("If-None-Match", header);

        stale.get(customerPath).is(200, customer.body());
        stale.get(eanPath).is(200, ean.body());
        stale.get(CUSTOMERS + "/" + UNKNOWN_ID).is(404, NOT_FOUND);
        api.with("If-None-Match", "*").get(CUSTOMERS + "/" + UNKNOWN_ID).is(404, NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "*", " * ", "\"x\", %s", "%s,\"x\"", ",, \"a,b\" ,%s ,", "W/\"x\" , %s"})
    void a_patch_with_the_records_tag_succeeds(String header) {
        for (String path : List.of(customerPath, eanPath)) {
            String tag = api.get(path).header("ETag");
            Answer corrected = api.with("If-Match", header.formatted(tag)).patch(path, cities("Mechelen"));

            assertEquals(200, corrected.status(), corrected.body());
            assertNotEquals(tag, corrected.header("ETag"));
            assertEquals(corrected.header("ETag"), api.get(path).header("ETag"));
            api.with("If-Match", tag).patch(path, cities("Leuven")).is(412, PRECONDITION_FAILED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STALE,
                "W/%s",
                "%s x",
                "x, %s",
                "%s \"x\"",
                "%1$s%1$s",
                "'%s'",
                "",
                ",",
                "**",
                "*, %s",
                "\"*\"",
                "\"%s"
            })
    void a_stale_or_malformed_tag_changes_nothing(String header) {
        String events = allEvents();
        for (String path : List.of(customerPath, eanPath)) {
            String sent = header.formatted(api.get(path).header("ETag"));
            api.with("If-Match", sent).patch(path, cities("Leuven")).is(412, PRECONDITION_FAILED);
        }
        String tag = api.get(eanPath).header("ETag");
        api.with("If-Match", header.formatted(tag)).delete(eanPath).is(412, PRECONDITION_FAILED);

        api.get(customerPath).is(200, customer.body());
        api.get(eanPath).is(200, ean.body());
        assertEquals(events, allEvents());
    }

    @Test
    void several_headers_are_one_list() {
        String tag = api.get(eanPath).header("ETag");

        assertStatus(200, rawPatch("If-Match: \"x\"\r\nIf-Match: " + tag));
        assertStatus(412, rawPatch("If-Match: \"x\"\r\nIf-Match: " + tag));
        assertStatus(412, rawDelete("If-Match: \"x\"\r\nIf-Match: " + tag));
        assertStatus(
                204,
                rawDelete("If-Match: \"x\"\r\nIf-Match: " + api.get(eanPath).header("ETag")));
    }

    private static void assertStatus(int status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    }

    private String rawPatch(String header) {
        String body = "{\"ean\":{\"city\":\"Leuven\"}}";
        return SohoApi.raw("PATCH " + headers() + "Content-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n" + header + "\r\n\r\n" + body);
    }

    private String rawDelete(String header) {
        return SohoApi.raw("DELETE " + headers() + header + "\r\n\r\n");
    }

    private String headers() {
        return eanPath + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + partner.token()
                + "\r\nConnection: close\r\n";
    }

    @Test
    void the_tag_changes_with_the_name_of_the_supplier() {
        String tag = api.get(eanPath).header("ETag");
        Database.update("UPDATE suppliers SET name = 'Renamed' WHERE id = ?", ean.number("supplier_id"));

        Answer renamed = api.with("If-None-Match", tag).get(eanPath);

        renamed.is(200, ean.body().replace("Before", "Renamed"));
        assertNotEquals(tag, renamed.header("ETag"));
        api.with("If-Match", tag).patch(eanPath, "{}").is(412, PRECONDITION_FAILED);
        api.with("If-Match", tag).delete(eanPath).is(412, PRECONDITION_FAILED);
        api.with("If-Match", renamed.header("ETag"))
                .patch(eanPath, "{\"ean\":{\"city\":\"Brugge\"}}")
                .is(200, ean.body().replace("Before", "Renamed").replace("Gent", "Brugge"));
    }

    // Removal

    @Test
    void a_removed_ean_is_gone_and_its_number_free() {
        Answer kept = api.post(customerPath + "/eans", Body.ean().text());
        String tag = api.get(eanPath).header("ETag");

        Answer removed = api.with("If-Match", tag).delete(eanPath);

        assertEquals(204, removed.status());
        assertEquals("", removed.body());
        assertEquals(List.of("ean.removed, {" + ean.number("id") + "}, " + author(removed)), events("ean.removed"));
        api.delete(eanPath).is(404, NOT_FOUND);
        api.get(eanPath).is(404, NOT_FOUND);
        api.get("/api/v1/eans?number=" + ean.string("number")).is(200, "[]");
        api.get(customerPath + "/eans").is(200, "[" + kept.body() + "]");
        api.get(customerPath).is(200, customer.body());
        Partner other = Partner.any();
        String eans = CUSTOMERS + "/" + other.customer() + "/eans";
        assertEquals(
                201,
                other.api().post(eans, Body.ean(ean.string("number")).text()).status());
        assertEquals(1, events("ean.removed").size());
    }

    @Test
    void a_body_of_a_removal_is_ignored() {
        assertEquals(
                204,
                api.with("Content-Type", "text/plain")
                        .send("DELETE", eanPath, "{")
                        .status());
        api.get(eanPath).is(404, NOT_FOUND);
    }

    // Races

    @RepeatedTest(3)
    void of_patches_with_one_tag_exactly_one_succeeds() throws Exception {
        for (String path : List.of(customerPath, eanPath)) {
            String tag = api.get(path).header("ETag");
            int before = events().size();

            List<Answer> answers = Concurrently.send(
                    THREADS, i -> () -> api.with("If-Match", tag).patch(path, cities("City " + i)));

            Answer won = only(200, answers, Set.of(PRECONDITION_FAILED));
            api.get(path).is(200, won.body());
            assertEquals(before + 1, events().size());
        }
    }

    @RepeatedTest(3)
    void of_removals_with_one_tag_exactly_one_succeeds() throws Exception {
        String tag = api.get(eanPath).header("ETag");

        List<Answer> answers =
                Concurrently.send(THREADS, i -> () -> api.with("If-Match", tag).delete(eanPath));

        only(204, answers, Set.of(NOT_FOUND));
        assertEquals(1, events("ean.removed").size());
    }

    @Test
    void patches_without_a_tag_are_all_applied() throws Exception {
        List<String> fields =
                List.of("first_name", "last_name", "city", "street", "building", "building_addon", "postal_code");

        List<Answer> answers = Concurrently.send(
                fields.size(),
                i -> () -> patch(
                        customerPath, "{\"customer\":{\"profile\":{\"" + fields.get(i) + "\":\"all of " + i + "\"}}}"));

        answers.forEach(answer -> assertEquals(200, answer.status(), answer.body()));
        Answer read = api.get(customerPath);
        for (int i = 0; i < fields.size(); i++) {
            assertEquals("all of " + i, read.string(fields.get(i)));
        }
        assertEquals(fields.size(), events("customer.corrected").size());
        assertEquals(
                fields.size(),
                answers.stream().map(answer -> updatedAt(answer, 0)).distinct().count());
    }

    @RepeatedTest(3)
    void of_patches_and_registrations_one_gets_the_email() throws Exception {
        List<Long> customers = Stream.generate(partner::customer).limit(THREADS).toList();
        String email = "wanted-" + Unique.email();
        long log = logSize();

        List<Answer> answers = Concurrently.send(
                THREADS,
                i -> i % 2 == 0
                        ? () -> patch(CUSTOMERS + "/" + customers.get(i), email(email))
                        : () -> api.post(
                                CUSTOMERS,
                                Body.customer()
                                        .with("customer.email", Body.quoted(email))
                                        .text()));

        only(200, answers, Set.of(errors(Errors.emailTaken())));
        assertEquals(1, Database.number("SELECT count(*) FROM customers WHERE email = ?", email));
        assertNotLogged(log, email);
    }

    @RepeatedTest(3)
    void of_patches_and_registrations_one_gets_the_number() throws Exception {
        List<Long> eans = Stream.generate(() -> Fixtures.ean(partner.customer(), Unique.ean()))
                .limit(THREADS)
                .toList();
        String number = Unique.ean();
        long log = logSize();

        List<Answer> answers = Concurrently.send(
                THREADS,
                i -> i % 2 == 0
                        ? () -> patch("/api/v1/eans/" + eans.get(i), number(number))
                        : () -> api.post(
                                customerPath + "/eans", Body.ean(number).text()));

        String added = errors(params("ean.number", ADDED), params("ean.number", TAKEN));
        only(Set.of(200, 201), answers, Set.of(errors(params("ean.number", TAKEN)), added));
        assertEquals(1, Database.number("SELECT count(*) FROM eans WHERE number = ?", number));
        assertNotLogged(log, number);
    }

    @Test
    void a_patch_waits_for_a_transaction_that_may_take_the_email() throws Exception {
        String email = "wanted-" + Unique.email();
        long other = partner.customer();
        long log = logSize();

        Answer rejected = whileUncommitted(
                true,
                "UPDATE customers SET email = ? WHERE id = ?",
                List.of(email, other),
                () -> patch(customerPath, email(email)));
        rejected.is(422, errors(Errors.emailTaken()));
        api.get(customerPath).is(200, customer.body());

        String free = "free-" + Unique.email();
        Answer accepted = whileUncommitted(
                false,
                "UPDATE customers SET email = ? WHERE id = ?",
                List.of(free, other),
                () -> patch(customerPath, email(free)));
        assertCorrected(customer.body().replace(customer.string("email"), free), accepted);
        assertNotLogged(log, email);
        assertNotLogged(log, free);
    }

    @Test
    void a_patch_waits_for_a_transaction_that_may_take_the_number() throws Exception {
        String number = Unique.ean();
        long other = Fixtures.ean(customer.number("id"), Unique.ean());
        long log = logSize();

        Answer rejected = whileUncommitted(
                true,
                "UPDATE eans SET number = ? WHERE id = ?",
                List.of(number, other),
                () -> patch(eanPath, number(number)));

        rejected.is(422, errors(params("ean.number", ADDED), params("ean.number", TAKEN)));
        api.get(eanPath).is(200, ean.body());
        assertNotLogged(log, number);
    }

    /** The transaction registers two emails: the one that the patch wants, and then the one that it gives up. */
    @Test
    void a_patch_gives_way_to_a_transaction_that_waits_for_it() throws Exception {
        String wanted = Unique.email();
        String insert = "INSERT INTO customers SELECT (jsonb_populate_record(c, jsonb_build_object('id',"
                + " nextval('customers_id_seq'), 'profile_id', nextval('profiles_id_seq'), 'email', CAST(? AS text)))).*"
                + " FROM customers AS c WHERE id = ? ON CONFLICT (email) DO NOTHING";
        try (Connection other = Database.session()) {
            other.setAutoCommit(false);
            assertEquals(1, execute(other, insert, List.of(wanted, customer.number("id"))));
            CompletableFuture<Answer> patch = CompletableFuture.supplyAsync(() -> patch(customerPath, email(wanted)));
            awaitWaiting();

            assertEquals(0, execute(other, insert, List.of(customer.string("email"), customer.number("id"))));
            other.commit();

            patch.get().is(422, errors(Errors.emailTaken()));
        }
        api.get(customerPath).is(200, customer.body());
    }

    @Test
    void a_patch_waits_for_a_supplier_that_may_go() throws Exception {
        long supplier = Fixtures.supplier("Going");
        String patch = "{\"ean\":{\"supplier_id\":" + supplier + "}}";

        Answer rejected = whileUncommitted(
                true, "DELETE FROM suppliers WHERE id = ?", List.of(supplier), () -> patch(eanPath, patch));

        rejected.is(422, errors(params("ean.supplier_id", "does not exist")));
        api.get(eanPath).is(200, ean.body());
    }

    @Test
    void a_patch_that_waits_for_an_erasure_finds_nothing() throws Exception {
        String tag = api.get(eanPath).header("ETag");
        List<Supplier<Answer>> requests = List.of(
                () -> patch(customerPath, city("Gent")),
                () -> patch(eanPath, "{\"ean\":{\"city\":\"Brugge\"}}"),
                () -> api.with("If-Match", tag).patch(eanPath, "{"),
                () -> api.delete(eanPath));
        try (Connection other = Database.session()) {
            other.setAutoCommit(false);
            execute(other, "DELETE FROM customers WHERE id = ?", List.of(customer.number("id")));
            List<CompletableFuture<Answer>> answers =
                    requests.stream().map(CompletableFuture::supplyAsync).toList();
            awaitWaiting(requests.size());
            other.commit();

            for (CompletableFuture<Answer> answer : answers) {
                answer.get().is(404, NOT_FOUND);
            }
        }
        assertEquals(List.of(), events("customer.corrected"));
        assertEquals(List.of(), events("ean.corrected"));
        assertEquals(List.of(), events("ean.removed"));
    }

    @Test
    void a_patch_that_waits_for_another_change_compares_its_tag_afterwards() throws Exception {
        String customersTag = api.get(customerPath).header("ETag");
        String eansTag = api.get(eanPath).header("ETag");

        whileUncommitted(
                        true,
                        "UPDATE customers SET city = 'Elsewhere' WHERE id = ?",
                        List.of(customer.number("id")),
                        () -> api.with("If-Match", customersTag).patch(customerPath, city("Gent")))
                .is(412, PRECONDITION_FAILED);
        whileUncommitted(
                        true,
                        "UPDATE eans SET city = 'Elsewhere' WHERE id = ?",
                        List.of(ean.number("id")),
                        () -> api.with("If-Match", eansTag).delete(eanPath))
                .is(412, PRECONDITION_FAILED);
        whileUncommitted(
                        true,
                        "UPDATE eans SET street = 'Elsewhere' WHERE id = ?",
                        List.of(ean.number("id")),
                        () -> patch(eanPath, "{\"ean\":{\"building\":\"9\"}}"))
                .is(
                        200,
                        ean.body()
                                .replace("\"Gent\"", "\"Elsewhere\"")
                                .replace("\"Veldstraat\"", "\"Elsewhere\"")
                                .replace("\"building\":\"1\"", "\"building\":\"9\""));
    }

    @Test
    void a_patch_of_a_record_that_stays_locked_is_answered_503_and_never_stored() throws Exception {
        try (Connection other = Database.session()) {
            other.setAutoCommit(false);
            execute(other, "UPDATE customers SET city = 'Locked' WHERE id = ?", List.of(customer.number("id")));
            execute(other, "UPDATE eans SET city = 'Locked' WHERE id = ?", List.of(ean.number("id")));
            for (Answer answer : List.of(
                    patch(customerPath, city("Gent")),
                    patch(eanPath, "{\"ean\":{\"city\":\"x\"}}"),
                    api.delete(eanPath))) {
                answer.is(503, Errors.request("service_unavailable"));
                assertTrue(
                        answer.took().compareTo(Duration.ofSeconds(5)) < 0,
                        answer.took().toString());
            }
            other.rollback();
        }
        api.get(customerPath).is(200, customer.body());
        api.get(eanPath).is(200, ean.body());
    }

    /** As if the record that had the email were erased after the update and before the errors are determined. */
    @Test
    void a_patch_is_tried_again_if_nothing_explains_its_rejection() {
        Database.update("CREATE SEQUENCE IF NOT EXISTS rejections");
        Database.update(
                "CREATE OR REPLACE FUNCTION reject() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN"
                        + " IF NEW.city = 'Rejected always' OR nextval('rejections') % 3 <> 0 THEN RAISE unique_violation; END IF;"
                        + " RETURN NEW; END $$");
        for (String table : List.of("customers", "eans")) {
            Database.update("CREATE OR REPLACE TRIGGER rejected BEFORE UPDATE ON " + table
                    + " FOR EACH ROW WHEN (NEW.city LIKE 'Rejected%') EXECUTE FUNCTION reject()");
        }

        for (String path : List.of(customerPath, eanPath)) {
            assertEquals("Rejected twice", patch(path, cities("Rejected twice")).string("city"));
            patch(path, cities("Rejected always")).is(503, Errors.request("service_unavailable"));
            assertEquals("Rejected twice", api.get(path).string("city"));
        }
    }

    @Test
    void erasing_and_correcting_at_once_has_documented_answers_only() throws Exception {
        List<Long> customers = Stream.generate(partner::customer).limit(THREADS).toList();
        List<Long> eans = customers.stream()
                .map(customer -> Fixtures.ean(customer, Unique.ean()))
                .toList();
        String email = Unique.email();
        String number = Unique.ean();
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String of = CUSTOMERS + "/" + customers.get(i);
            String ofEan = "/api/v1/eans/" + eans.get(i);
            long erased = customers.get(i);
            requests.add(() -> patch(of, email(email)));
            requests.add(() -> patch(ofEan, number(number)));
            requests.add(() -> api.post(of + "/eans", Body.ean().text()));
            requests.add(() -> {
                Database.update("DELETE FROM customers WHERE id = ?", erased);
                return api.get(of);
            });
        }

        List<Answer> answers = Concurrently.send(requests);

        answers.forEach(answer -> assertTrue(Set.of(200, 201, 404, 422).contains(answer.status()), answer.toString()));
        customers.forEach(customer -> api.get(CUSTOMERS + "/" + customer).is(404, NOT_FOUND));
        assertEquals(0, Database.number("SELECT count(*) FROM eans WHERE number = ?", number));
    }

    /** Sends a request that waits for another transaction, which is then committed or rolled back. */
    private static Answer whileUncommitted(
            boolean isCommitted, String sql, List<Object> parameters, Supplier<Answer> request) throws Exception {
        try (Connection other = Database.session()) {
            other.setAutoCommit(false);
            execute(other, sql, parameters);
            CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(request);
            awaitWaiting();
            if (isCommitted) {
                other.commit();
            } else {
                other.rollback();
            }
            return answer.get();
        }
    }

    private static int execute(Connection session, String sql, List<?> parameters) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            return statement.executeUpdate();
        }
    }

    private static void awaitWaiting() {
        awaitWaiting(1);
    }

    private static void awaitWaiting(int requests) {
        await("the requests to wait for the other transaction")
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(3))
                .until(() -> Database.number("SELECT count(*) FROM pg_locks WHERE NOT granted") >= requests);
    }

    private static Answer only(int status, List<Answer> answers, Set<String> others) {
        return only(Set.of(status), answers, others);
    }

    /** Returns the only answer with one of the statuses; all others have one of the bodies. */
    private static Answer only(Set<Integer> statuses, List<Answer> answers, Set<String> others) {
        List<Answer> won = answers.stream()
                .filter(answer -> statuses.contains(answer.status()))
                .toList();
        answers.stream()
                .filter(answer -> !won.contains(answer))
                .forEach(answer -> assertTrue(others.contains(answer.body()), answer.toString()));
        assertEquals(1, won.size(), answers::toString);
        return won.get(0);
    }

    private static long logSize() throws IOException {
        return Files.size(Database.LOG);
    }

    private static void assertNotLogged(long start, String value) throws IOException {
        byte[] log = Files.readAllBytes(Database.LOG);
        String written = new String(log, (int) start, log.length - (int) start, StandardCharsets.UTF_8);
        assertTrue(written.contains(" FOR UPDATE"), "the log is that of the patches");
        assertFalse(written.contains(value), value);
    }

    private Answer patch(String path, String body) {
        return api.patch(path, body);
    }

    private static String email(String email) {
        return Body.empty().with("customer.email", Body.quoted(email)).text();
    }

    private static String number(String number) {
        return Body.empty().with("ean.number", Body.quoted(number)).text();
    }

    private static String city(String city) {
        return Body.empty().with("customer.profile.city", Body.quoted(city)).text();
    }

    /** A patch of a customer and of an EAN. */
    private static String cities(String city) {
        return Body.empty()
                .with("customer.profile.city", Body.quoted(city))
                .with("ean.city", Body.quoted(city))
                .text();
    }

    private static void assertCorrected(String expected, Answer answer) {
        answer.is(200, answer.body());
        assertEquals(withoutTimes(expected), withoutTimes(answer.body()));
    }

    private static String withoutTimes(String body) {
        return UPDATED_AT.matcher(body).replaceAll("\"updated_at\":\"?\"");
    }

    /** Returns when the customer (0) or its profile (1) was changed. */
    private static String updatedAt(Answer customer, int which) {
        List<MatchResult> times = UPDATED_AT.matcher(customer.body()).results().toList();
        return times.get(which).group(1);
    }

    /** A read answers the same as the patch. */
    private void assertRead(String path, Answer corrected) {
        Answer read = api.get(path).is(200, corrected.body());
        assertTrue(read.header("ETag").matches("\"[0-9a-f]{32}\""), read.header("ETag"));
        assertEquals(read.header("ETag"), corrected.header("ETag"));
    }

    private String author(Answer answer) {
        long token = Database.number("SELECT id FROM access_tokens WHERE organisation_id = ?", partner.id());
        return "token:" + token + ", " + answer.header("X-Request-Id");
    }

    private List<String> events() {
        return allEvents().lines().toList();
    }

    private List<String> events(String type) {
        return events().stream().filter(event -> event.startsWith(type)).toList();
    }

    /** The events of the customer: type, EANs, fields, actor, request. */
    private String allEvents() {
        return Database.text(
                "SELECT COALESCE(string_agg(concat_ws(', ', type, ean_ids, fields, actor, request_id), E'\\n' ORDER BY tx, id), '')"
                        + " FROM events WHERE customer_id = ?",
                customer.number("id"));
    }
}
