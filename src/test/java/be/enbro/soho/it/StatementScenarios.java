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

/** The number of SQL statements per request, which must not grow with the size of the response. */
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
    void ping_executes_no_statement() {
        assertAtMost(0, get("/api/v1/ping"));
    }

    @Test
    void me_executes_at_most_two_statements() {
        assertAtMost(2, get("/api/v1/me"));
    }

    @Test
    void an_unknown_token_executes_no_statement_when_it_is_tried_again() {
        SohoApi otherToken = SohoApi.bearer(Tokens.random());
        otherToken.get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);

        assertAtMost(0, SqlLog.during(() -> otherToken.get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED)));
    }

    @Test
    void a_customer_executes_at_most_two_statements() {
        assertAtMost(2, get(customer));
    }

    @Test
    void a_missing_customer_executes_at_most_two_statements() {
        assertAtMost(2, get("/api/v1/customers/999999999"));
    }

    @Test
    void listing_eans_executes_two_statements_and_one_more_per_further_25_eans() {
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
        // Plus the token, whose last look-up may be more than a second ago.
        assertAtMost(3 + 75 / 25, get(customer + "/eans"));
    }

    @Test
    void a_page_of_customers_executes_at_most_three_statements() {
        assertAtMost(3, get("/api/v1/customers"));
        for (int i = 0; i < 30; i++) {
            partner.customer();
        }

        assertAtMost(3, get("/api/v1/customers?page=1&per=25"));
    }

    @Test
    void reads_begin_no_transaction() {
        for (String path : new String[] {"/api/v1/me", "/api/v1/customers", customer, customer + "/eans"}) {
            List<String> statements = get(path);

            assertTrue(
                    statements.stream()
                            .noneMatch(statement -> statement.matches("(?i)(BEGIN|START|COMMIT|ROLLBACK|SET).*")),
                    statements.toString());
        }
    }

    @Test
    void bulks_of_10_and_1000_execute_equally_many_statements_besides_inserts() {
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

    /** Excludes data that is looked up again after a second, which a bulk of 1000 may exceed. */
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
