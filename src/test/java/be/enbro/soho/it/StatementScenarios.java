package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a request asks the database: a number that does not grow with what it answers. */
abstract class StatementScenarios {
    private Partner partner;
    private SohoApi api;
    private String customer;

    @BeforeEach
    void a_partner_with_a_warm_token() {
        partner = Partner.any();
        api = partner.api();
        customer = "/api/v1/customers/" + partner.customer();
        api.get("/api/v1/me");
    }

    @Test
    void ping_asks_nothing() {
        assertAtMost(0, get("/api/v1/ping"));
    }

    @Test
    void me_asks_at_most_twice() {
        assertAtMost(2, get("/api/v1/me"));
    }

    @Test
    void a_token_that_does_not_exist_asks_nothing_when_it_is_tried_again() {
        SohoApi stranger = SohoApi.bearer(Tokens.random());
        stranger.get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);

        assertAtMost(0, SqlLog.during(() -> stranger.get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED)));
    }

    @Test
    void a_customer_asks_at_most_twice() {
        assertAtMost(2, get(customer));
    }

    @Test
    void a_missing_customer_asks_at_most_twice() {
        assertAtMost(2, get("/api/v1/customers/999999999"));
    }

    @Test
    void a_customer_s_eans_ask_at_most_twice_up_to_25_and_once_for_each_25_where_they_are_more() {
        long id = Long.parseLong(customer.substring(customer.lastIndexOf('/') + 1));
        assertAtMost(2, get(customer + "/eans"));
        for (int i = 0; i < 25; i++) {
            Fixtures.ean(id, Unique.ean());
            Database.update(
                    "UPDATE eans SET supplier_id = ? WHERE customer_id = ? AND supplier_id IS NULL",
                    Fixtures.supplier("Supplier " + i),
                    id);
        }

        assertAtMost(2, get(customer + "/eans"));
        for (int i = 25; i < 75; i++) {
            Fixtures.ean(id, Unique.ean());
        }
        // and the token, which may have been looked up more than a second ago
        assertAtMost(3 + 75 / 25, get(customer + "/eans"));
    }

    @Test
    void a_page_of_customers_asks_at_most_three_times_however_full_it_is() {
        assertAtMost(3, get("/api/v1/customers"));
        for (int i = 0; i < 30; i++) {
            partner.customer();
        }

        assertAtMost(3, get("/api/v1/customers?page=1&per=25"));
    }

    @Test
    void reading_opens_no_transaction() {
        for (String path : new String[] {"/api/v1/me", "/api/v1/customers", customer, customer + "/eans"}) {
            List<String> statements = get(path);

            assertTrue(
                    statements.stream()
                            .noneMatch(statement -> statement.matches("(?i)(BEGIN|START|COMMIT|ROLLBACK|SET).*")),
                    statements.toString());
        }
    }

    @Test
    void a_bulk_of_1000_asks_as_often_as_a_bulk_of_10_apart_from_the_batched_inserts() {
        List<String> ten = withoutInserts(bulk(10));
        List<String> thousand = withoutInserts(bulk(1000));

        assertEquals(ten.size(), thousand.size(), () -> ten + "\n" + thousand);
        assertAtMost(8, thousand);
    }

    private List<String> bulk(int size) {
        long supplier = Fixtures.supplier("Beer LLC");
        Iterator<Long> customers =
                Stream.generate(partner::customer).limit(20).toList().iterator();
        return SqlLog.during(() -> {
            Body[] eans = IntStream.range(0, size)
                    .mapToObj(i -> Body.ean().with("ean.supplier_id", Long.toString(supplier)))
                    .toArray(Body[]::new);
            String bulk = "/api/v1/customers/" + customers.next() + "/eans/bulk";
            assertEquals(201, api.post(bulk, Body.bulk(eans)).status());
        });
    }

    /** Nor with what is looked up anew after a second, which a bulk of 1000 may last. */
    private static List<String> withoutInserts(List<String> statements) {
        return statements.stream()
                .map(statement -> statement.toLowerCase(Locale.ROOT))
                .filter(statement -> !statement.startsWith("insert into eans"))
                .filter(statement -> !statement.contains("from suppliers") && !statement.contains("access_tokens"))
                .toList();
    }

    private List<String> get(String path) {
        return SqlLog.during(() -> api.get(path));
    }

    private static void assertAtMost(int count, List<String> statements) {
        assertTrue(statements.size() <= count, () -> String.join("\n", statements));
    }
}
