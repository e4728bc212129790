package be.enbro.soho.customers;

import static be.enbro.soho.validation.Body.error;
import static be.enbro.soho.validation.Body.errors;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.json.Json;
import be.enbro.soho.validation.Body;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerTest {

    private static final Instant NOW = Instant.parse("2020-04-06T08:43:33.409Z");

    private static final String DOCUMENTED =
            """
            {
              "customer": {
                "email": "nathalie@abernathy.co",
                "terms_and_conditions": true,
                "privacy_policy": true,
                "registered_from_ip": "108.254.248.163",
                "profile": {
                  "first_name": "Danny",
                  "last_name": "Ocean",
                  "title": "mr",
                  "phone": "+32(0)56/98.01.44",
                  "birth_date": "2000-04-06",
                  "city": "East Mohammedfort",
                  "street": "8132 Kindra Islands",
                  "building": "14346",
                  "postal_code": "68658-3184",
                  "language": "fr"
                }
              }
            }""";

    private static final List<String> KEYS = List.of(
            "email",
            "terms_and_conditions",
            "privacy_policy",
            "registered_from_ip",
            "profile.first_name",
            "profile.last_name",
            "profile.title",
            "profile.phone",
            "profile.birth_date",
            "profile.city",
            "profile.street",
            "profile.building",
            "profile.building_addon",
            "profile.postal_code",
            "profile.language");

    private static final List<String> TEXTS = List.of(
            "profile.first_name",
            "profile.last_name",
            "profile.city",
            "profile.street",
            "profile.building",
            "profile.building_addon",
            "profile.postal_code");

    /** FieldTypeTest tests the types; this tests which field has which type. */
    @Test
    void each_field_has_its_type() {
        assertEquals(
                List.of(
                        "customer.email: must be a string",
                        "customer.terms_and_conditions: must be boolean",
                        "customer.privacy_policy: must be boolean",
                        "customer.registered_from_ip: must be a string",
                        "customer.profile.first_name: must be a string",
                        "customer.profile.last_name: must be a string",
                        "customer.profile.title: must be one of: mr, mrs",
                        "customer.profile.phone: must be a string",
                        "customer.profile.birth_date: must be a date",
                        "customer.profile.city: must be a string",
                        "customer.profile.street: must be a string",
                        "customer.profile.building: must be a string",
                        "customer.profile.building_addon: must be a string",
                        "customer.profile.postal_code: must be a string",
                        "customer.profile.language: must be one of: nl, fr, en"),
                errors(parse(withEach("5"))));
        assertEquals(
                List.of("customer.profile: must be a hash"),
                errors(parse(Body.of(DOCUMENTED).with("customer.profile", "5"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void each_required_field_must_be_filled(String blank) {
        assertEquals(
                List.of(
                        "customer.email: must be filled",
                        "customer.terms_and_conditions: must be filled",
                        "customer.privacy_policy: must be filled",
                        "customer.registered_from_ip: must be filled",
                        "customer.profile.first_name: must be filled",
                        "customer.profile.last_name: must be filled",
                        "customer.profile.title: must be filled",
                        "customer.profile.phone: must be filled",
                        "customer.profile.birth_date: must be filled",
                        "customer.profile.city: must be filled",
                        "customer.profile.street: must be filled",
                        "customer.profile.building: must be filled",
                        "customer.profile.postal_code: must be filled"),
                errors(parse(withEach(blank))));
        assertEquals(
                List.of("customer.profile: must be a hash"),
                errors(parse(Body.of(DOCUMENTED).with("customer.profile", blank))));
    }

    @Test
    void every_text_field_limits_its_size() {
        Body body = Body.of(DOCUMENTED);
        List<String> paths = KEYS.stream()
                .filter(key -> key.equals("registered_from_ip") || key.equals("profile.phone") || TEXTS.contains(key))
                .map("customer."::concat)
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
        Body body = Body.of(DOCUMENTED);
        TEXTS.forEach(key -> body.with("customer." + key, "\" a \""));
        Map<?, ?> profile = profile(parse(body).value());
        TEXTS.forEach(key -> assertEquals(" a ", profile.get(key.substring("profile.".length())), key));
    }

    private static Body withEach(String literal) {
        Body body = Body.of(DOCUMENTED);
        KEYS.forEach(key -> body.with("customer." + key, literal));
        return body;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            email                  | " <\ud83d\ude00*255> "  | size cannot be greater than 254
            email                  | "<a*254>"             | is in invalid format
            email                  | "a@b.c\\u200b"        | is in invalid format
            email                  | "a@<b*248>.com"       |
            terms_and_conditions   | false                 | must be true
            terms_and_conditions   | "no"                  | must be true
            terms_and_conditions   | "yes"                 |
            privacy_policy         | 0                     | must be true
            privacy_policy         | 1                     |
            registered_from_ip     | " 1.2.3.4"            | is in invalid format
            registered_from_ip     | "::1"                 |
            profile.first_name     | " "                   |
            profile.title          | "mrs"                 |
            profile.phone          | "<1*255>"             | is in invalid format
            profile.phone          | "056 98 01 44"        |
            profile.birth_date     | "2020-04-06"          | must be in the past
            profile.birth_date     | "2020-04-05"          |
            profile.birth_date     | "1900-01-01"          |
            profile.building_addon | absent                |
            profile.building_addon | null                  |
            profile.building_addon | ""                    |
            profile.language       | "nl"                  |
            profile.language       | "en"                  |
            """)
    void fields_have_their_own_rules(String field, String sent, String message) {
        String path = "customer." + field;
        assertEquals(error(path, message), errors(parse(Body.of(DOCUMENTED).with(path, sent))));
    }

    @Test
    void the_documented_customer_is_parsed() {
        Validated<Customer> parsed = parse(Body.of(DOCUMENTED));
        assertTrue(parsed.isValid());
        Customer customer = parsed.value();
        assertEquals(
                Body.of(
                                """
                {"id": 1, "email": "nathalie@abernathy.co", "created_at": "2020-04-06T08:43:33.409Z", "updated_at": "2020-04-06T08:43:33.409Z",
                  "profile": {"id": 2, "customer_id": 1, "organisation_id": 7, "title": "mr", "first_name": "Danny", "last_name": "Ocean",
                    "birth_date": "2000-04-06", "phone": "+3256980144", "city": "East Mohammedfort",
                    "street": "8132 Kindra Islands", "building": "14346", "postal_code": "68658-3184", "language": "fr",
                    "created_at": "2020-04-06T08:43:33.409Z", "updated_at": "2020-04-06T08:43:33.409Z"}}""")
                        .tree(),
                registered(customer));
    }

    @Test
    void the_other_documented_customer_is_parsed() {
        Validated<Customer> parsed = parse(
                Body.of(
                        """
                {"customer": {"email": "clifford@mohr.com", "terms_and_conditions": true, "privacy_policy": true,
                  "registered_from_ip": "98.99.253.30", "profile": {"first_name": "Danny", "last_name": "Ocean",
                  "title": "mr", "phone": "+32(0)56/98.01.44", "birth_date": "2000-04-06", "city": "South Seanview",
                  "street": "678 Daugherty Corner", "building": "71950", "postal_code": "15005", "language": "en"}}}"""));
        assertTrue(parsed.isValid());
        assertEquals("clifford@mohr.com", parsed.value().email());
        assertEquals("en", language(parsed.value()));
    }

    @Test
    void all_errors_of_an_empty_customer_are_reported_in_order() {
        assertEquals(
                List.of(
                        "customer.email: is missing",
                        "customer.terms_and_conditions: is missing",
                        "customer.privacy_policy: is missing",
                        "customer.registered_from_ip: is missing",
                        "customer.profile.first_name: is missing",
                        "customer.profile.last_name: is missing",
                        "customer.profile.title: is missing",
                        "customer.profile.phone: is missing",
                        "customer.profile.birth_date: is missing",
                        "customer.profile.city: is missing",
                        "customer.profile.street: is missing",
                        "customer.profile.building: is missing",
                        "customer.profile.postal_code: is missing"),
                errors(parse(Body.of("{\"customer\": {\"profile\": {}}}"))));
        assertEquals(
                "customer.profile: is missing",
                errors(parse(Body.of("{\"customer\": {}}"))).get(4));
    }

    @Test
    void the_language_defaults_to_dutch() {
        for (String language : List.of("absent", "\"\"", "null")) {
            Body body = Body.of(DOCUMENTED).with("customer.profile.language", language);
            assertEquals("nl", language(parse(body).value()));
        }
    }

    @Test
    void an_email_is_stripped_and_lower_cased() {
        Body body = Body.of(DOCUMENTED).with("customer.email", "\" \\tNathalie@ABERNATHY.co\\n\"");
        assertEquals("nathalie@abernathy.co", parse(body).value().email());
    }

    @Test
    void the_email_is_available_if_the_profile_is_invalid() {
        Body body = Body.of(DOCUMENTED).with("customer.profile", "5");
        assertEquals("nathalie@abernathy.co", parse(body).value().email());
    }

    @ParameterizedTest
    @CsvSource({
        "2020-07-01T21:59:59.999Z, 2020-07-01, must be in the past",
        "2020-07-01T22:00:00Z,     2020-07-01,",
        "2020-01-01T22:59:59.999Z, 2020-01-01, must be in the past",
        "2020-01-01T23:00:00Z,     2020-01-01,"
    })
    void a_birth_date_is_past_when_the_day_is_over_in_brussels(Instant now, String birthDate, String message) {
        String path = "customer.profile.birth_date";
        Object json = Body.of(DOCUMENTED).with(path, '"' + birthDate + '"').tree();
        assertEquals(
                error(path, message),
                errors(RequestType.object("customer", customer -> Customer.from(customer, InstantSource.fixed(now)))
                        .parse(json)));
    }

    private static Object registered(Customer customer) {
        byte[] json = Json.bytes(customer.registered(7, 1, 2, NOW));
        return Body.of(new String(json, StandardCharsets.UTF_8)).tree();
    }

    private static Object language(Customer customer) {
        return profile(customer).get("language");
    }

    private static Map<?, ?> profile(Customer customer) {
        return (Map<?, ?>) ((Map<?, ?>) registered(customer)).get("profile");
    }

    private static Validated<Customer> parse(Body body) {
        return RequestType.object("customer", customer -> Customer.from(customer, InstantSource.fixed(NOW)))
                .parse(body.tree());
    }
}
