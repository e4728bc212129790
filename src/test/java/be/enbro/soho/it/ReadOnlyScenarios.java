package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A database is read-only for a while: writes are answered 503, reads succeed, and the server recovers within 10 s of
 * its end.
 */
abstract class ReadOnlyScenarios {
    private static final int RECOVERY_SECONDS = 10;
    private static final int MANY = 16;
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String OF_THE_APPLICATION = " FROM pg_stat_activity WHERE usename = 'soho'";

    private static final Set<String> READ_ONLY = Set.of("the database is read-only");

    private final SohoApi operator = SohoApi.operator();
    private Partner partner;
    private SohoApi api;
    private long customer;
    private String end;

    @BeforeEach
    void a_partner() {
        partner = Partner.any();
        api = partner.api();
        customer = partner.customer();
    }

    @AfterEach
    void the_database_takes_writes() {
        if (end != null) {
            Database.administer(end);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ALTER ROLE soho SET default_transaction_read_only = on, ALTER ROLE soho RESET default_transaction_read_only",
        "ALTER DATABASE soho SET default_transaction_read_only = on, ALTER DATABASE soho RESET default_transaction_read_only",
        "ALTER SYSTEM SET default_transaction_read_only = on, ALTER SYSTEM RESET default_transaction_read_only"
    })
    void writes_are_503_and_reads_succeed_without_their_side_effects(String begin, String itsEnd) throws Exception {
        String email = Unique.email();
        String domain = "read-only-" + Unique.number() + ".example";
        long token = Database.number("SELECT id FROM access_tokens WHERE organisation_id = ?", partner.id());
        // This many customers make a list set landmarks.
        Fixtures.customers(partner.id(), 250);
        beginReadOnly(begin, itsEnd);

        assertWritesAreUnavailable(email, domain, token);
        assertReadsSucceed();
        String id = "ready-" + Unique.number();
        assertEquals(
                503,
                SohoApi.anonymous()
                        .with("X-Request-Id", id)
                        .get("/health/ready")
                        .status());
        assertEquals(READ_ONLY, ServerLog.reasons(id));
        assertEquals(200, SohoApi.anonymous().get("/health/live").status());

        endReadOnly();
        await("writes")
                .atMost(Duration.ofSeconds(RECOVERY_SECONDS))
                .until(() ->
                        areAllDone() && SohoApi.anonymous().get("/health/ready").status() == 200);
        assertEquals(0, Database.number("SELECT count(*) FROM customers WHERE email = ?", email));
        assertEquals(0, Database.number("SELECT count(*) FROM organisations WHERE domain = ?", domain));
        assertEquals(204, operator.delete(tokens() + "/" + token).status());
    }

    @Test
    void read_only_sessions_are_replaced_without_any_write() throws Exception {
        beginReadOnly(
                "ALTER ROLE soho SET default_transaction_read_only = on",
                "ALTER ROLE soho RESET default_transaction_read_only");
        Concurrently.send(MANY, i -> () -> api.get(CUSTOMERS)).forEach(answer -> assertEquals(200, answer.status()));

        String last = Database.text("SELECT clock_timestamp()");
        endReadOnly();

        await("the end of sessions that began read-only")
                .atMost(Duration.ofSeconds(RECOVERY_SECONDS))
                .until(() -> Database.number(
                                "SELECT count(*)" + OF_THE_APPLICATION + " AND backend_start < ?::timestamptz", last)
                        == 0);
        assertEquals(200, create(Unique.email()).status());
    }

    private void assertWritesAreUnavailable(String email, String domain, long token) throws Exception {
        String eans = CUSTOMERS + "/" + customer + "/eans";
        List<Callable<Answer>> writes = List.of(
                () -> create(email),
                () -> api.post(eans, Body.ean().text()),
                () -> api.post(eans + "/bulk", Body.bulk(Body.ean(), Body.ean())),
                () -> operator.post(
                        "/operator/v1/organisations",
                        "{\"organisation\":{\"name\":\"x\",\"domain\":\"" + domain + "\"}}"),
                () -> operator.post(tokens(), "{\"token\":{\"label\":\"x\"}}"),
                () -> operator.delete(tokens() + "/" + token),
                () -> operator.post("/operator/v1/suppliers", "{\"supplier\":{\"name\":\"x\"}}"));
        for (Callable<Answer> write : writes) {
            Answer answer = write.call();
            answer.is(503, Errors.request("service_unavailable"));
            assertTrue(answer.header("Retry-After").matches("\\d+"), answer.header("Retry-After"));
            assertEquals(READ_ONLY, ServerLog.reasons(answer.header("X-Request-Id")));
        }
    }

    private void assertReadsSucceed() {
        for (String path : List.of(
                "/api/v1/me",
                CUSTOMERS,
                CUSTOMERS + "?page=10",
                CUSTOMERS + "/" + customer,
                CUSTOMERS + "/" + customer + "/eans")) {
            Answer answer = api.get(path);
            assertEquals(200, answer.status(), path + answer.body());
        }
        assertEquals(422, api.post(CUSTOMERS, "{}").status());
        assertEquals(200, operator.get(tokens()).status());
        assertEquals(
                0,
                Database.number(
                        "SELECT count(last_used_at) FROM access_tokens WHERE organisation_id = ?", partner.id()));
    }

    /** Open sessions keep the default they began with, so they are replaced by new ones. */
    private void beginReadOnly(String begin, String itsEnd) {
        end = itsEnd;
        Database.administer(begin);
        Database.number("SELECT count(pg_terminate_backend(pid))" + OF_THE_APPLICATION);
        await("new sessions")
                .atMost(Duration.ofSeconds(5))
                .until(() -> operator.get("/operator/v1/suppliers").status() == 200);
    }

    private void endReadOnly() {
        Database.administer(end);
        end = null;
    }

    /** This many concurrent requests use every connection of the organisation's share. */
    private boolean areAllDone() {
        try {
            return Concurrently.send(MANY, i -> () -> create(Unique.email())).stream()
                    .allMatch(answer -> answer.status() == 200);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private Answer create(String email) {
        return api.post(
                CUSTOMERS,
                Body.customer().with("customer.email", Body.quoted(email)).text());
    }

    private String tokens() {
        return "/operator/v1/organisations/" + partner.id() + "/tokens";
    }
}
