package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 2 of the contract's extensions: suppliers, an EAN by id or number, a customer by email, lists by cursor. */
abstract class ReadScenarios {
    private static final String NOT_FOUND = "\"Not found\"";
    private static final String NO_CUSTOMER =
            "{\"current_page\":1,\"limit_value\":25,\"next_page\":null,\"prev_page\":null,"
                    + "\"total_pages\":0,\"records\":[]}";

    @Test
    void an_ean_is_found_by_id_and_by_number_as_it_is_listed() {
        Partner partner = Partner.any();
        long customer = partner.customer();
        Answer ean = partner.api()
                .post("/api/v1/customers/" + customer + "/eans", Body.ean().text());

        partner.api().get("/api/v1/eans/" + ean.number("id")).is(200, ean.body());
        partner.api().get("/api/v1/eans?number=" + ean.string("number")).is(200, "[" + ean.body() + "]");
        partner.api().get("/api/v1/customers/" + customer + "/eans").is(200, "[" + ean.body() + "]");
    }

    @Test
    void an_ean_of_another_organisation_does_not_exist() {
        Partner owner = Partner.any();
        Answer ean = owner.api()
                .post(
                        "/api/v1/customers/" + owner.customer() + "/eans",
                        Body.ean().text());
        SohoApi other = Partner.any().api();

        other.get("/api/v1/eans/" + ean.number("id")).is(404, NOT_FOUND);
        other.get("/api/v1/eans?number=" + ean.string("number")).is(200, "[]");
    }

    @ParameterizedTest
    @CsvSource({"0", "x", "-1", "9223372036854775808", "1.0"})
    void an_unknown_id_of_an_ean_is_not_found(String id) {
        Partner.any().api().get("/api/v1/eans/" + id).is(404, NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "'', is missing",
        "?number=, must be filled",
        "?numbers=541448860000000001, is missing",
        "?number=541448860000000001, is in invalid format",
        "?number=5414, is in invalid format",
        "?number=%20, is in invalid format",
        "?number=%00, is in invalid format"
    })
    void a_malformed_number_is_rejected(String query, String message) {
        Partner.any().api().get("/api/v1/eans" + query).is(422, errors(params("number", message)));
    }

    @Test
    void a_customer_is_found_by_email_in_any_case() {
        Partner partner = Partner.any();
        String email = Unique.email();
        Answer customer = partner.api()
                .post(
                        "/api/v1/customers",
                        Body.customer().with("customer.email", quoted(email)).text());

        for (String sent : List.of(email, email.toUpperCase(java.util.Locale.ROOT), " " + email + " ")) {
            search(partner, quoted(sent))
                    .is(
                            200,
                            "{\"current_page\":1,\"limit_value\":25,\"next_page\":null,\"prev_page\":null,"
                                    + "\"total_pages\":1,\"records\":[" + customer.body() + "]}");
        }
        search(Partner.any(), quoted(email)).is(200, NO_CUSTOMER);
        search(partner, quoted(Unique.email())).is(200, NO_CUSTOMER);
    }

    @ParameterizedTest
    @CsvSource({
        "1, must be a string",
        "null, must be filled",
        "'\"\"', must be filled",
        "'\"a\"', is in invalid format",
        "'\"a@b\"', is in invalid format",
    })
    void the_email_of_a_search_is_checked_as_on_create(String email, String message) {
        search(Partner.any(), email).is(422, errors(params("customer.email", message)));
    }

    @Test
    void a_search_without_a_body_is_rejected() {
        SohoApi api = Partner.any().api();

        api.post("/api/v1/customers/search", "{}").is(422, errors(params("customer", "is missing")));
        api.post("/api/v1/customers/search", "{\"customer\":{}}")
                .is(422, errors(params("customer.email", "is missing")));
        assertEquals(400, api.post("/api/v1/customers/search", "").status());
        api.get("/api/v1/customers/search").is(404, NOT_FOUND);
    }

    @Test
    void all_customers_are_read_by_cursor() {
        Partner partner = partnerOf(7);
        Partner.any().customer();
        List<Long> ids = partner.api().get("/api/v1/customers").ids();

        List<Long> seen = new ArrayList<>();
        String after = "";
        while (!after.equals("null")) {
            Answer part = partner.api().get("/api/v1/customers?after=" + after + "&limit=3");
            seen.addAll(part.ids());
            after = part.body().replaceAll("(?s).*\"next_after\":(null|\\d+)}", "$1");
            assertEquals(
                    after.equals("null") ? "" : "<?after=" + after + "&limit=3>; rel=\"next\"", part.header("Link"));
        }

        assertEquals(ids, seen);
    }

    @Test
    void the_last_part_has_no_next() {
        Partner partner = partnerOf(3);
        List<Long> ids = partner.api().get("/api/v1/customers").ids();

        Answer answer = partner.api().get("/api/v1/customers?limit=2&after=" + ids.get(0));

        assertEquals(ids.subList(1, 3), answer.ids());
        assertTrue(answer.body().startsWith("{\"records\":[{\"id\":" + ids.get(1) + ","), answer.body());
        assertTrue(answer.body().endsWith("],\"next_after\":null}"), answer.body());
        partner.api().get("/api/v1/customers?after=" + ids.get(2)).is(200, "{\"records\":[],\"next_after\":null}");
    }

    @ParameterizedTest(name = "after={0}&limit={1}")
    @CsvSource({
        "'', '', 25",
        "0, 0, 25",
        "-1, -1, 25",
        "x, x, 25",
        "00, 100, 100",
        "%20+0x, 101, 100",
        "0.9, 99999999999999999999, 100",
        "0, 5abc, 5",
        "9223372036854775807, 10, 0",
        "9223372036854775808, 10, 0",
        "99999999999999999999999, 10, 0"
    })
    void a_cursor_is_read_like_a_page(String after, String limit, int records) {
        Answer answer = Many.PARTNER.api().get("/api/v1/customers?after=" + after + "&limit=" + limit);

        assertEquals(200, answer.status());
        assertEquals(records, answer.ids().size());
    }

    @Test
    void without_after_a_limit_means_nothing() {
        Answer answer = Shared.PARTNER.api().get("/api/v1/customers?limit=3");

        assertEquals(25, answer.number("limit_value"));
        assertEquals(25, answer.ids().size());
    }

    @Test
    void suppliers_are_listed_by_id_with_their_names_only() {
        long id = Fixtures.supplier("Zenith " + Unique.number());
        String name = Database.text("SELECT name FROM suppliers WHERE id = ?", id);

        Partner.any()
                .api()
                .get("/api/v1/suppliers?name=" + name.replace(" ", "%20"))
                .is(
                        200,
                        "{\"current_page\":1,\"limit_value\":25,\"next_page\":null,\"prev_page\":null,\"total_pages\":1,"
                                + "\"records\":[{\"id\":" + id + ",\"name\":\"" + name + "\"}]}");
    }

    @Test
    void the_beginning_of_a_suppliers_name_is_compared_without_case() {
        String number = String.valueOf(Unique.number());
        long id = Fixtures.supplier("Électrabel " + number);
        SohoApi api = Partner.any().api();

        for (String start : List.of("%C3%A9LECTRABEL%20" + number, "%C3%89lectrabel%20" + number)) {
            assertEquals(List.of(id), api.get("/api/v1/suppliers?name=" + start).ids());
        }
        for (String other : List.of("lectrabel%20" + number, "%25", "Electrabel%20" + number, "_")) {
            assertFalse(api.get("/api/v1/suppliers?per=25&name=" + other).ids().contains(id), other);
        }
        assertEquals(Fixtures.count("suppliers"), suppliers(api.get("/api/v1/suppliers?per=1&name=")));
    }

    private static long suppliers(Answer answer) {
        return answer.number("total_pages");
    }

    @ParameterizedTest(name = "?{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "page=2&per=10 | <?page=1&per=10>; rel=\"first\", <?page=1&per=10>; rel=\"prev\", <?page=3&per=10>; rel=\"next\", <?page=3&per=10>; rel=\"last\"",
                "per=10 | <?page=1&per=10>; rel=\"first\", <?page=2&per=10>; rel=\"next\", <?page=3&per=10>; rel=\"last\"",
                "page=3&per=10 | <?page=1&per=10>; rel=\"first\", <?page=2&per=10>; rel=\"prev\", <?page=3&per=10>; rel=\"last\"",
                "page=9&per=10 | <?page=1&per=10>; rel=\"first\", <?page=3&per=10>; rel=\"last\"",
                "page=1 | <?page=1>; rel=\"first\", <?page=2>; rel=\"next\", <?page=2>; rel=\"last\"",
                "a=%3E%22%0A&page=1 | <?page=1&a=%3E%22%0A>; rel=\"first\", <?page=2&a=%3E%22%0A>; rel=\"next\", <?page=2&a=%3E%22%0A>; rel=\"last\""
            })
    void a_page_links_to_the_others(String query, String links) {
        assertEquals(
                links, Shared.PARTNER.api().get("/api/v1/customers?" + query).header("Link"));
    }

    /** A larger header than 8 KB is refused by clients and proxies, which would then answer 502. */
    @ParameterizedTest
    @CsvSource({"a, 3000", "%FF, 1000", "*~(, 1000"})
    void a_list_whose_links_would_exceed_8_kb_has_none(String character, int count) {
        SohoApi api = Shared.PARTNER.api();
        Answer answer = api.get("/api/v1/customers?x=" + character.repeat(count));

        assertEquals(200, answer.status());
        assertEquals("", answer.header("Link"));
        assertEquals(api.get("/api/v1/customers").body(), answer.body());
        assertNotEquals("", api.get("/api/v1/customers?x=" + "a".repeat(2_500)).header("Link"));
    }

    @Test
    void an_empty_list_links_to_nothing() {
        SohoApi api = Partner.any().api();

        assertEquals("", api.get("/api/v1/customers").header("Link"));
        assertEquals("", api.get("/api/v1/customers?after=0").header("Link"));
    }

    @Test
    void the_lists_of_the_operator_link_to_their_pages() {
        Partner.any();
        Partner.any();

        assertTrue(SohoApi.operator()
                .get("/operator/v1/organisations?per=1")
                .header("Link")
                .startsWith("<?page=1&per=1>; rel=\"first\", <?page=2&per=1>; rel=\"next\", "));
    }

    private static Answer search(Partner partner, String email) {
        return partner.api().post("/api/v1/customers/search", "{\"customer\":{\"email\":" + email + "}}");
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** Created once, when the first test needs it. */
    private static final class Shared {
        static final Partner PARTNER = partnerOf(27);
    }

    /** More customers than the greatest limit. */
    private static final class Many {
        static final Partner PARTNER = partnerOf(101);
    }

    private static Partner partnerOf(int customers) {
        Partner partner = Partner.any();
        Fixtures.customers(partner.id(), customers);
        return partner;
    }
}
