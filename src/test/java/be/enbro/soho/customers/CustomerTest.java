package be.enbro.soho.customers;

import static be.enbro.soho.params.Body.errors;
import static be.enbro.soho.params.Shape.BOOLEAN;
import static be.enbro.soho.params.Shape.DATE;
import static be.enbro.soho.params.Shape.OBJECT;
import static be.enbro.soho.params.Shape.STRING;
import static be.enbro.soho.params.Shape.TEXT;
import static be.enbro.soho.params.Shape.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.database.StoredRows;
import be.enbro.soho.params.Body;
import be.enbro.soho.params.Params;
import be.enbro.soho.params.Parsed;
import be.enbro.soho.params.Shape.Case;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CustomerTest {

    private static final Instant NOW = Instant.parse("2020-04-06T08:43:33.409Z");

    private static final String FORMAT = "is in invalid format";

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

    static Stream<Case> every_field() {
        return Stream.of(
                        STRING.and("size cannot be greater than 254", "\"<a*255>\"", "\" <\ud83d\ude00*255> \"")
                                .and(FORMAT, "\" \"", "\"a\"", "\"<a*254>\"", "\"\\u0000@b.c\"")
                                .and(FORMAT, "\"a@b.c\\u200b\"", "\"a\\u0001@b.c\"", "\"\\u212a@b.c\"")
                                .required("customer.email"),
                        BOOLEAN.and("must be true", "false", "0", "\"0\"", "\"no\"")
                                .and(null, "true", "1", "\"1\"", "\"yes\"")
                                .required("customer.terms_and_conditions"),
                        BOOLEAN.and("must be true", "false", "0", "\"0\"", "\"no\"")
                                .and(null, "true", "1", "\"1\"", "\"yes\"")
                                .required("customer.privacy_policy"),
                        STRING.and("size cannot be greater than 255", "\"<1*256>\"")
                                .and(FORMAT, "\" \"", "\"1.2.3\"", "\" 1.2.3.4\"", "\"localhost\"")
                                .and(null, "\"::1\"", "\"0.0.0.0\"")
                                .required("customer.registered_from_ip"),
                        OBJECT.required("customer.profile"),
                        TEXT.required("customer.profile.first_name"),
                        TEXT.required("customer.profile.last_name"),
                        oneOf("mr", "mrs").required("customer.profile.title"),
                        STRING.and("size cannot be greater than 255", "\"<1*256>\"")
                                .and(FORMAT, "\" \"", "\"abc\"", "\"<1*255>\"")
                                .required("customer.profile.phone"),
                        DATE.and("must be in the past", "\"2020-04-06\"", "\"2020-04-07\"", "\"9999-12-31\"")
                                .and(null, "\"1900-01-01\"", "\"2020-04-05\"")
                                .required("customer.profile.birth_date"),
                        TEXT.required("customer.profile.city"),
                        TEXT.required("customer.profile.street"),
                        TEXT.required("customer.profile.building"),
                        TEXT.optional("customer.profile.building_addon"),
                        TEXT.required("customer.profile.postal_code"),
                        oneOf("nl", "fr", "en").optional("customer.profile.language"))
                .flatMap(cases -> cases);
    }

    @ParameterizedTest
    @MethodSource("every_field")
    void each_field_is_answered_as_its_line_in_the_rules_says(Case each) {
        assertEquals(each.errors(), errors(parse(Body.of(DOCUMENTED).with(each.path(), each.sent()))));
    }

    @Test
    void the_documented_customer_is_read() {
        Parsed<Customer> parsed = parse(Body.of(DOCUMENTED));
        assertTrue(parsed.isValid());
        Customer customer = parsed.value();
        customer.registeredBy(7, NOW);
        assertEquals(
                Body.of(
                                """
                {"id": 0, "organisation_id": 7, "email": "nathalie@abernathy.co", "registered_from_ip": "108.254.248.163",
                  "terms_accepted_at": "2020-04-06T08:43:33.409Z", "privacy_accepted_at": "2020-04-06T08:43:33.409Z",
                  "created_at": "2020-04-06T08:43:33.409Z", "updated_at": "2020-04-06T08:43:33.409Z",
                  "profile": {"profile_id": 0, "title": "mr", "first_name": "Danny", "last_name": "Ocean",
                    "birth_date": "2000-04-06", "phone": "+3256980144", "city": "East Mohammedfort",
                    "street": "8132 Kindra Islands", "building": "14346", "postal_code": "68658-3184", "language": "fr",
                    "profile_created_at": "2020-04-06T08:43:33.409Z", "profile_updated_at": "2020-04-06T08:43:33.409Z"}}""")
                        .tree(),
                stored(customer));
    }

    @Test
    void the_other_documented_customer_is_read() {
        Parsed<Customer> parsed = parse(
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
    void an_empty_customer_is_told_everything_at_once_in_order() {
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
    void the_language_is_dutch_unless_given() {
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
    void the_email_is_there_for_the_database_when_the_profile_failed() {
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
    void a_birthday_is_past_when_the_day_is_over_in_brussels(Instant now, String birthDate, String message) {
        Case each = new Case("customer.profile.birth_date", '"' + birthDate + '"', message);
        Object json = Body.of(DOCUMENTED).with(each.path(), each.sent()).tree();
        assertEquals(
                each.errors(),
                errors(Params.parse(json, "customer", customer -> Customer.from(customer, InstantSource.fixed(now)))));
    }

    private static Object stored(Customer customer) {
        String rows = StoredRows.of(List.of(customer));
        return Body.of(rows.substring(1, rows.length() - 1)).tree();
    }

    private static Object language(Customer customer) {
        return ((Map<?, ?>) ((Map<?, ?>) stored(customer)).get("profile")).get("language");
    }

    private static Parsed<Customer> parse(Body body) {
        return Params.parse(body.tree(), "customer", customer -> Customer.from(customer, InstantSource.fixed(NOW)));
    }
}
