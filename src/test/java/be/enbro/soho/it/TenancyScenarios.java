package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A partner sees its own customers only; records of other partners do not exist for it. */
abstract class TenancyScenarios {

    @Test
    void a_customer_of_another_partner_is_404_with_the_same_bytes_on_every_path() {
        Partner mine = Partner.any();
        long theirs = Partner.any().customer();
        long missing = 999_999_999;
        String ean = Body.ean().text();

        for (String path : new String[] {"", "/eans"}) {
            assertSame(
                    mine.api().get("/api/v1/customers/" + missing + path),
                    mine.api().get("/api/v1/customers/" + theirs + path));
        }
        assertSame(
                mine.api().post("/api/v1/customers/" + missing + "/eans", ean),
                mine.api().post("/api/v1/customers/" + theirs + "/eans", ean));
        assertSame(
                mine.api().post("/api/v1/customers/" + missing + "/eans/bulk", "{\"eans\":[" + ean + "]}"),
                mine.api().post("/api/v1/customers/" + theirs + "/eans/bulk", "{\"eans\":[" + ean + "]}"));
        assertEquals(0, Database.number("SELECT count(*) FROM eans WHERE customer_id = ?", theirs));
    }

    private static void assertSame(Answer missing, Answer theirs) {
        missing.is(404, Errors.NOT_FOUND);
        theirs.is(404, Errors.NOT_FOUND);
        assertEquals(headers(missing), headers(theirs));
    }

    /** Returns the headers, except those that depend on when the request's body arrived. */
    private static Set<String> headers(Answer answer) {
        Set<String> names = new TreeSet<>(answer.headers().map().keySet());
        names.remove("connection");
        return names;
    }

    @Test
    void a_list_contains_no_customer_of_another_partner() {
        Partner mine = Partner.any();
        Partner theirs = Partner.any();
        long customer = mine.customer();
        theirs.customer();
        Answer list = mine.api().get("/api/v1/customers");

        assertEquals(1, list.number("total_pages"));
        assertTrue(list.body().contains("\"records\":[{\"id\":" + customer + ","), list.body());
        assertFalse(list.body().contains("\"organisation_id\":" + theirs.id()), list.body());
    }

    @Test
    void a_customer_belongs_to_the_partner_of_the_token_whatever_the_body_says() {
        Partner mine = Partner.any();
        Partner theirs = Partner.any();
        Body body = Body.customer()
                .with("customer.organisation_id", Long.toString(theirs.id()))
                .with("customer.profile.organisation_id", Long.toString(theirs.id()));
        Answer answer = mine.api().post("/api/v1/customers", body.text());

        assertEquals(mine.id(), answer.number("organisation_id"));
        theirs.api().get("/api/v1/customers/" + answer.number("id")).is(404, Errors.NOT_FOUND);
    }

    @Test
    void me_is_the_organisation_of_the_token() {
        Partner mine = Partner.named("Mine");
        Partner.named("Theirs");

        assertEquals("Mine", mine.api().get("/api/v1/me").string("name"));
        assertEquals(mine.id(), mine.api().get("/api/v1/me").number("id"));
    }

    @Test
    void tokens_of_partners_and_operator_are_not_interchangeable() {
        SohoApi partner = Partner.any().api();

        partner.get("/operator/v1/organisations").is(401, Errors.NOT_AUTHENTICATED);
        partner.post("/operator/v1/suppliers", "{\"supplier\":{\"name\":\"x\"}}")
                .is(401, Errors.NOT_AUTHENTICATED);
        SohoApi.operator().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
        SohoApi.operator().get("/api/v1/customers").is(401, Errors.NOT_AUTHENTICATED);
    }
}
