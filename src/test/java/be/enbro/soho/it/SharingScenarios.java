package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Concurrent requests share SQL statements (docs/decisions/0011), which no client can observe. */
abstract class SharingScenarios {
    private static final int REQUESTS = 40;
    private static final String CUSTOMERS = "/api/v1/customers";

    private List<Partner> partners;
    private List<Long> customers;
    private List<String> numbers;

    @BeforeEach
    void two_partners_with_twenty_customers_each_and_an_ean_of_each() {
        partners = List.of(Partner.any(), Partner.any());
        customers = IntStream.range(0, REQUESTS)
                .mapToObj(i -> partner(i).customer())
                .toList();
        numbers = Stream.generate(Unique::ean).limit(REQUESTS).toList();
        IntStream.range(0, REQUESTS).forEach(i -> Fixtures.ean(customers.get(i), numbers.get(i)));
    }

    @Test
    void each_request_gets_its_own_customer() throws Exception {
        List<Answer> shown = Concurrently.send(REQUESTS, i -> () -> api(i).get(customer(i)));

        for (int i = 0; i < REQUESTS; i++) {
            assertEquals(customers.get(i), shown.get(i).number("id"));
            assertEquals(partner(i).id(), shown.get(i).number("organisation_id"));
        }
    }

    @Test
    void customers_of_another_partner_are_not_found_in_a_shared_batch() throws Exception {
        List<Answer> shown =
                Concurrently.send(REQUESTS, i -> () -> api(i + i / 2).get(customer(i)));

        for (int i = 0; i < REQUESTS; i++) {
            if (i / 2 % 2 == 0) {
                assertEquals(customers.get(i), shown.get(i).number("id"));
            } else {
                shown.get(i).is(404, Errors.NOT_FOUND);
            }
        }
    }

    @Test
    void each_request_lists_the_eans_of_its_own_customer() throws Exception {
        List<Answer> listed = Concurrently.send(REQUESTS, i -> () -> api(i).get(customer(i) + "/eans"));

        for (int i = 0; i < REQUESTS; i++) {
            assertEquals(numbers.get(i), listed.get(i).string("number"));
            assertEquals(customers.get(i), listed.get(i).number("customer_id"));
        }
    }

    @Test
    void each_request_registers_its_own_customer_or_gets_its_own_errors() throws Exception {
        List<String> emails = Stream.generate(Unique::email).limit(REQUESTS).toList();
        String taken = Unique.email();
        Fixtures.customer(partner(0).id(), taken);
        List<Answer> registered = Concurrently.send(
                REQUESTS,
                i -> () -> api(i).post(
                                CUSTOMERS,
                                switch (i % 4) {
                                    case 0 -> body(taken);
                                    case 1 -> "{}";
                                    default -> body(emails.get(i));
                                }));

        for (int i = 0; i < REQUESTS; i++) {
            Answer answer = registered.get(i);
            switch (i % 4) {
                case 0 -> answer.is(422, errors(Errors.emailTaken()));
                case 1 -> answer.is(422, errors(params("customer", "is missing")));
                default -> {
                    assertEquals(emails.get(i), answer.string("email"));
                    api(i).get(CUSTOMERS + "/" + answer.number("id")).is(200, answer.body());
                }
            }
        }
    }

    @Test
    void each_request_registers_its_own_ean_or_gets_its_own_errors() throws Exception {
        List<String> more = Stream.generate(Unique::ean).limit(REQUESTS).toList();
        List<Answer> added = Concurrently.send(
                REQUESTS,
                i -> () -> i % 4 == 1
                        ? api(i + 1)
                                .post(
                                        customer(i) + "/eans",
                                        Body.ean(more.get(i)).text())
                        : api(i).post(
                                        customer(i) + "/eans",
                                        Body.ean(i % 4 == 0 ? numbers.get(i) : more.get(i))
                                                .text()));

        for (int i = 0; i < REQUESTS; i++) {
            Answer answer = added.get(i);
            switch (i % 4) {
                case 0 -> answer.is(
                        422,
                        errors(
                                params("ean.number", "has already been added to customer"),
                                params("ean.number", "has already been taken")));
                case 1 -> answer.is(404, Errors.NOT_FOUND);
                default -> {
                    assertEquals(more.get(i), answer.string("number"));
                    assertEquals(customers.get(i), answer.number("customer_id"));
                }
            }
        }
    }

    @Test
    void a_customer_locked_by_an_operator_does_not_delay_other_requests() throws Exception {
        String held = Unique.email();
        long holder = Fixtures.customer(partner(1).id(), held);
        try (Connection operator = Database.session();
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("DELETE FROM customers WHERE id = " + holder);

            List<Answer> answers = Concurrently.send(List.of(() -> api(0).post(CUSTOMERS, body(held)), () -> {
                await("the other to be held up").atMost(Duration.ofSeconds(10)).until(() -> heldUp() == 1);
                Answer free = api(0).post(CUSTOMERS, body(Unique.email()));
                assertEquals(1, heldUp());
                operator.commit();
                return free;
            }));

            assertEquals(List.of(200, 200), answers.stream().map(Answer::status).toList());
        }
    }

    private static long heldUp() {
        return Database.number("SELECT count(*) FROM pg_locks WHERE NOT granted");
    }

    private static String body(String email) {
        return Body.customer().with("customer.email", Body.quoted(email)).text();
    }

    private String customer(int i) {
        return CUSTOMERS + "/" + customers.get(i);
    }

    private Partner partner(int i) {
        return partners.get(i % 2);
    }

    private SohoApi api(int i) {
        return partner(i).api();
    }
}
