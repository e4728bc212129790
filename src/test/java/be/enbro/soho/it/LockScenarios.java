package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An operator's transaction holds a lock: writes that wait for it are answered 503 and never stored later, reads
 * succeed.
 */
abstract class LockScenarios {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
    private static final int CREATES = 48;
    private static final int READERS = 4;
    private static final String CUSTOMERS = "/api/v1/customers";

    private Partner partner;
    private SohoApi api;
    private long customer;

    @BeforeEach
    void a_partner_with_a_warm_token() {
        partner = Partner.any();
        api = partner.api();
        customer = partner.customer();
        assertEquals(200, api.get("/api/v1/me").status());
    }

    @Test
    void creates_that_time_out_are_never_stored_and_reads_succeed_meanwhile() throws Exception {
        List<String> emails = Stream.generate(Unique::email).limit(CREATES).toList();
        AtomicInteger unanswered = new AtomicInteger(CREATES);
        List<Callable<Answer>> requests = new ArrayList<>();
        emails.forEach(email -> requests.add(() -> {
            try {
                return api.post(CUSTOMERS, customer(email));
            } finally {
                unanswered.decrementAndGet();
            }
        }));
        Partner other = Partner.any();
        long theirs = other.customer();
        for (int i = 0; i < READERS; i++) {
            requests.add(() -> readWhile(unanswered, api, customer));
            requests.add(() -> readWhile(unanswered, other.api(), theirs));
        }
        try (Connection operator = Database.session();
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("LOCK TABLE customers IN SHARE MODE");

            List<Answer> answers = Concurrently.send(requests);

            answers.subList(0, CREATES).forEach(LockScenarios::assertUnavailable);
            answers.subList(CREATES, requests.size()).forEach(answer -> assertEquals(200, answer.status()));
            assertEquals(0, waiting());
        }

        emails.forEach(email -> assertEquals(0, stored(email), email));
        assertEquals(200, api.post(CUSTOMERS, customer(emails.get(0))).status());
    }

    @Test
    void an_email_of_a_rolled_back_transaction_is_free() throws Exception {
        String email = Unique.email();
        try (Connection operator = Database.session();
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("UPDATE customers SET email = '" + email + "' WHERE id = " + customer);

            assertUnavailable(api.post(CUSTOMERS, customer(email)));
            assertEquals(0, waiting());
            operator.rollback();
        }

        assertEquals(0, stored(email));
        assertEquals(200, api.post(CUSTOMERS, customer(email)).status());
    }

    @Test
    void a_bulk_that_times_out_is_never_stored() throws Exception {
        String eans = CUSTOMERS + "/" + customer + "/eans";
        try (Connection operator = Database.session();
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("LOCK TABLE eans IN SHARE MODE");

            assertUnavailable(api.post(eans + "/bulk", Body.bulk(Body.ean(), Body.ean())));
            assertEquals(0, waiting());
        }

        api.get(eans).is(200, "[]");
    }

    @Test
    void a_token_whose_row_is_locked_is_accepted() throws Exception {
        Partner other = Partner.any();
        try (Connection operator = Database.session();
                Statement statement = operator.createStatement()) {
            operator.setAutoCommit(false);
            statement.execute("SELECT 1 FROM access_tokens WHERE organisation_id = " + other.id() + " FOR UPDATE");

            Answer me = other.api().get("/api/v1/me");
            assertEquals(200, me.status());
            assertInTime(me);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOCK TABLE organisations, access_tokens, suppliers IN ACCESS EXCLUSIVE MODE",
                "LOCK TABLE organisations, access_tokens, suppliers IN SHARE MODE",
                "SELECT 1 FROM organisations, access_tokens WHERE organisation_id = organisations.id FOR UPDATE"
            })
    void operator_writes_that_time_out_are_never_stored(String lock) throws Exception {
        SohoApi operator = SohoApi.operator();
        String supplier = "Waiting " + Unique.number();
        String domain = "waiting-" + Unique.number() + ".example";
        long token = Database.number("SELECT id FROM access_tokens WHERE organisation_id = ?", partner.id());
        String tokens = "/operator/v1/organisations/" + partner.id() + "/tokens";
        List<Callable<Answer>> writes = List.of(
                () -> operator.post(
                        "/operator/v1/organisations",
                        "{\"organisation\":{\"name\":\"x\",\"domain\":\"" + domain + "\"}}"),
                () -> operator.post(tokens, "{\"token\":{\"label\":\"waiting\"}}"),
                () -> operator.delete(tokens + "/" + token),
                () -> operator.post("/operator/v1/suppliers", "{\"supplier\":{\"name\":\"" + supplier + "\"}}"));
        List<Integer> waiting = lock.startsWith("SELECT") ? List.of(1, 2) : List.of(0, 1, 2, 3);
        try (Connection other = Database.session();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(lock);

            for (int write : waiting) {
                assertUnavailable(writes.get(write).call());
            }
            assertEquals(0, waiting());
        }

        assertEquals(0, Database.number("SELECT count(*) FROM organisations WHERE domain = ?", domain));
        assertEquals(0, Database.number("SELECT count(*) FROM access_tokens WHERE label = 'waiting'"));
        assertEquals(0, Database.number("SELECT count(*) FROM suppliers WHERE name = ?", supplier));
        assertEquals(200, api.get("/api/v1/me").status());
        assertEquals(204, operator.delete(tokens + "/" + token).status());
    }

    /** Returns the first unexpected response, or else the last one. */
    private static Answer readWhile(AtomicInteger unanswered, SohoApi api, long customer) {
        Answer answer;
        do {
            answer = api.get(CUSTOMERS + "/" + customer);
            assertInTime(answer);
        } while (answer.status() == 200 && unanswered.get() > 0);
        return answer;
    }

    private static void assertUnavailable(Answer answer) {
        answer.is(503, Errors.request("service_unavailable"));
        assertTrue(answer.header("Retry-After").matches("\\d+"), answer.header("Retry-After"));
        assertInTime(answer);
    }

    private static void assertInTime(Answer answer) {
        assertTrue(answer.took().compareTo(ANSWERED_WITHIN) <= 0, answer.took().toString());
    }

    private static long waiting() {
        return Database.number("SELECT count(*) FROM pg_locks WHERE NOT granted");
    }

    private static long stored(String email) {
        return Database.number("SELECT count(*) FROM customers WHERE email = ?", email);
    }

    private static String customer(String email) {
        return Body.customer().with("customer.email", Body.quoted(email)).text();
    }
}
