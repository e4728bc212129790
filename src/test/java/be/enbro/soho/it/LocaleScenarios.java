package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Behaviour that is independent of the server's language and time zone: {@code arquillian.xml} starts Payara Micro in
 * Arabic, which has other digits, and in Samoa, where 30 December 2011 did not exist.
 */
abstract class LocaleScenarios {
    private static final String SKIPPED = "2011-12-30";

    private Partner partner;
    private SohoApi api;

    @BeforeEach
    void a_partner() {
        partner = Partner.any();
        api = partner.api();
    }

    @Test
    void a_birth_date_skipped_by_the_time_zone_is_returned_as_sent() {
        Body customer = Body.customer().with("customer.profile.birth_date", Body.quoted(SKIPPED));
        Answer created = api.post("/api/v1/customers", customer.text());

        assertEquals(200, created.status(), created.body());
        assertEquals(SKIPPED, created.string("birth_date"));
        api.get("/api/v1/customers/" + created.number("id")).is(200, created.body());
        assertTrue(api.get("/api/v1/customers").body().contains(created.body()));
    }

    @Test
    void a_contract_end_date_skipped_by_the_time_zone_is_listed_as_sent() {
        String eans = "/api/v1/customers/" + partner.customer() + "/eans";
        Answer created = api.post(eans, ean().text());

        assertEquals(201, created.status(), created.body());
        assertEquals(SKIPPED, created.string("contract_end_date"));
        api.get(eans).is(200, "[" + created.body() + "]");
    }

    @Test
    void a_skipped_contract_end_date_is_listed_as_sent_for_many_eans() {
        String eans = "/api/v1/customers/" + partner.customer() + "/eans";
        Body[] many = Stream.generate(LocaleScenarios::ean).limit(60).toArray(Body[]::new);
        assertEquals(201, api.post(eans + "/bulk", Body.bulk(many)).status());

        assertEquals(Collections.nCopies(60, SKIPPED), contractEndDates(api.get(eans)));
    }

    @Test
    void times_are_those_of_the_database_in_utc() {
        Answer created = api.post("/api/v1/customers", Body.customer().text());
        long id = created.number("id");

        assertEquals(
                created.string("created_at"),
                Database.text(
                        "SELECT to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') FROM customers"
                                + " WHERE id = ?",
                        id));
        api.get("/api/v1/customers/" + id).is(200, created.body());
    }

    @Test
    void a_long_list_gets_its_landmarks() {
        Fixtures.customers(partner.id(), 545);

        assertEquals(22, api.get("/api/v1/customers").number("total_pages"));
        assertEquals(
                5, Database.number("SELECT count(*) FROM customer_landmarks WHERE organisation_id = ?", partner.id()));
    }

    private static Body ean() {
        return Body.ean().with("ean.contract_end_date", Body.quoted(SKIPPED));
    }

    private static List<String> contractEndDates(Answer eans) {
        return Pattern.compile("\"contract_end_date\":\"([^\"]*)\"")
                .matcher(eans.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
