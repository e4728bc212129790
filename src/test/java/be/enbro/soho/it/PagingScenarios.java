package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 5 of the rules: the page returned for each query. */
abstract class PagingScenarios {
    private static Partner partnerWith(int customers) {
        Partner partner = Partner.any();
        for (int i = 0; i < customers; i++) {
            partner.customer();
        }
        return partner;
    }

    @ParameterizedTest(name = "?{0}")
    @CsvSource({
        // query, current_page, limit_value, next_page, prev_page, total_pages, records
        "'', 1, 25, 2, null, 2, 25",
        "page=, 1, 25, 2, null, 2, 25",
        "page=0, 1, 25, 2, null, 2, 25",
        "page=-1, 1, 25, 2, null, 2, 25",
        "page=x, 1, 25, 2, null, 2, 25",
        "page=2, 2, 25, null, 1, 2, 2",
        "page=2abc, 2, 25, null, 1, 2, 2",
        "page=1.9, 1, 25, 2, null, 2, 25",
        "page=3, 3, 25, null, null, 2, 0",
        "page=1000000, 1000000, 25, null, null, 2, 0",
        "page=2147483647, 2147483647, 25, null, null, 2, 0",
        "page=2147483648, 2147483647, 25, null, null, 2, 0",
        "page=99999999999999999999, 2147483647, 25, null, null, 2, 0",
        "per=, 1, 25, 2, null, 2, 25",
        "per=0, 1, 25, 2, null, 2, 25",
        "per=-5, 1, 25, 2, null, 2, 25",
        "per=x, 1, 25, 2, null, 2, 25",
        "per=26, 1, 25, 2, null, 2, 25",
        "per=99999999999999999999, 1, 25, 2, null, 2, 25",
        "per=10, 1, 10, 2, null, 3, 10",
        "per=10abc, 1, 10, 2, null, 3, 10",
        "per=9.9, 1, 9, 2, null, 3, 9",
        "page=2&per=10, 2, 10, 3, 1, 3, 10",
        "page=3&per=10, 3, 10, null, 2, 3, 7",
        "page=4&per=10, 4, 10, null, null, 3, 0",
        "page=27&per=1, 27, 1, null, 26, 27, 1",
        "page=2147483647&per=25, 2147483647, 25, null, null, 2, 0"
    })
    void a_query_returns_its_page(
            String query, long current, long limit, String next, String prev, long total, int records) {
        Answer answer = Shared.PARTNER.api().get("/api/v1/customers?" + query);

        assertEquals(
                "{\"current_page\":%d,\"limit_value\":%d,\"next_page\":%s,\"prev_page\":%s,\"total_pages\":%d,\"records\":["
                        .formatted(current, limit, next, prev, total),
                answer.body().substring(0, answer.body().indexOf('[') + 1));
        assertEquals(records, answer.ids().size());
        assertEquals(200, answer.status());
    }

    @Test
    void without_customers_there_are_no_pages() {
        Partner.any()
                .api()
                .get("/api/v1/customers")
                .is(
                        200,
                        "{\"current_page\":1,\"limit_value\":25,\"next_page\":null,\"prev_page\":null,\"total_pages\":0,"
                                + "\"records\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "25, 1", "26, 2"})
    void the_last_page_is_full_or_not(int customers, int pages) {
        assertEquals(
                pages, partnerWith(customers).api().get("/api/v1/customers").number("total_pages"));
    }

    @Test
    void all_pages_together_contain_all_customers_in_id_order() {
        List<Long> seen = new ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            seen.addAll(Shared.PARTNER
                    .api()
                    .get("/api/v1/customers?per=8&page=" + page)
                    .ids());
        }

        assertEquals(seen.stream().sorted().distinct().toList(), seen);
        assertEquals(27, seen.size());
    }

    @Test
    void distant_pages_are_correct_after_inserts_and_deletions() {
        Partner partner = Partner.any();
        Fixtures.customers(partner.id(), 450);
        assertEveryPageIsRight(partner);

        Database.update(
                "DELETE FROM customers WHERE id IN (SELECT id FROM customers WHERE organisation_id = ? ORDER BY id LIMIT 130)",
                partner.id());
        assertEveryPageIsRight(partner);

        for (int i = 0; i < 40; i++) {
            partner.customer();
        }
        assertEveryPageIsRight(partner);
    }

    @Test
    void distant_pages_are_correct_after_concurrent_registrations() throws Exception {
        Partner partner = Partner.any();
        Fixtures.customers(partner.id(), 180);

        for (int round = 0; round < 3; round++) {
            List<Answer> answers = Concurrently.send(
                    40,
                    i -> i % 4 == 0
                            ? () -> partner.api().get("/api/v1/customers?page=9")
                            : () -> partner.api()
                                    .post("/api/v1/customers", Body.customer().text()));
            answers.forEach(answer -> assertEquals(200, answer.status(), answer.body()));
        }

        assertEveryPageIsRight(partner);
    }

    /** Asserts that the total and every page are those of the database. */
    static void assertEveryPageIsRight(Partner partner) {
        long customers = Database.number("SELECT count(*) FROM customers WHERE organisation_id = ?", partner.id());
        String expected = Database.text(
                "SELECT string_agg(id::text, ',' ORDER BY id) FROM customers WHERE organisation_id = ?", partner.id());
        long pages = (customers + 24) / 25;
        List<Long> seen = new ArrayList<>();
        for (long page = pages; page > 0; page--) {
            Answer answer = partner.api().get("/api/v1/customers?page=" + page);
            assertEquals(pages, answer.number("total_pages"));
            seen.addAll(0, answer.ids());
        }

        assertEquals(expected, seen.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    @Test
    void all_eans_of_a_customer_are_listed_in_id_order() {
        Partner partner = Partner.any();
        long customer = partner.customer();
        LongStream.range(0, 60).forEach(i -> Fixtures.ean(customer, Unique.ean()));
        List<Long> ids = partner.api()
                .get("/api/v1/customers/" + customer + "/eans?page=2&per=5")
                .ids();

        assertEquals(60, ids.size());
        assertEquals(ids.stream().sorted().toList(), ids);
    }

    @Test
    void a_customer_without_eans_has_an_empty_array() {
        Partner partner = Partner.any();

        partner.api().get("/api/v1/customers/" + partner.customer() + "/eans").is(200, "[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"organisations", "suppliers"})
    void the_lists_of_the_operator_have_the_same_pages(String list) {
        Shared.PARTNER.api();
        Fixtures.supplier("Beer LLC");
        Fixtures.supplier("Stark LLC");
        Answer answer = SohoApi.operator().get("/operator/v1/" + list + "?per=1&page=2");

        assertEquals(200, answer.status());
        assertEquals(2, answer.number("current_page"));
        assertEquals(1, answer.number("limit_value"));
        assertEquals(1, answer.number("prev_page"));
        assertEquals(Fixtures.count(list), answer.number("total_pages"));
        assertTrue(answer.body().contains("\"records\":[{\"id\":"), answer.body());
    }

    /** Created once, when the first test needs it. */
    private static final class Shared {
        static final Partner PARTNER = partnerWith(27);
    }
}
