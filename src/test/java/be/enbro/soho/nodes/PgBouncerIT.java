package be.enbro.soho.nodes;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.it.Answer;
import be.enbro.soho.it.Body;
import be.enbro.soho.it.Database;
import be.enbro.soho.it.Partner;
import be.enbro.soho.it.Settings;
import be.enbro.soho.it.SohoApi;
import be.enbro.soho.launcher.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the runnable jar behind PgBouncer in transaction mode: it behaves as documented in docs/decisions/0016 or does
 * not start.
 */
class PgBouncerIT {
    private static final String DROPPED = "extra_float_digits,options";

    @TempDir
    Path directory;

    private Map<String, String> settings;

    @BeforeEach
    void a_new_database() throws IOException {
        Settings.choose();
        settings = new HashMap<>(Settings.environment());
        Database.create();
    }

    @AfterEach
    void stop() {
        Database.stop();
    }

    @Test
    void a_pooler_that_rejects_start_up_parameters_prevents_the_start() throws IOException {
        try (PgBouncer pooler = pooler("extra_float_digits")) {
            String line = refusal(pooler.url());

            assertTrue(
                    line.startsWith("SOHO_DB_URL names a database that cannot be used at " + pooler.address()
                            + ": FATAL: unsupported startup parameter"),
                    line);
        }
    }

    @Test
    void a_pooler_that_drops_the_time_outs_prevents_the_start() throws IOException {
        try (PgBouncer pooler = pooler(DROPPED)) {
            assertEquals(
                    "SOHO_DB_URL names a database that gives its sessions no idle_in_transaction_session_timeout, no"
                            + " lock_timeout, no statement_timeout below 3 s: behind a connection pooler set them with"
                            + " ALTER ROLE",
                    refusal(pooler.url() + "?prepareThreshold=0"));
        }
        setTimeOutsOfRole("30s");
        try (PgBouncer pooler = pooler(DROPPED)) {
            assertEquals(
                    "SOHO_DB_URL names a database that gives its sessions no statement_timeout below 3 s: behind a"
                            + " connection pooler set them with ALTER ROLE",
                    refusal(pooler.url() + "?prepareThreshold=0"));
        }
    }

    @Test
    void a_pooler_that_mixes_up_prepared_statements_prevents_the_start() throws IOException {
        setTimeOutsOfRole("2s");
        try (PgBouncer pooler = pooler(DROPPED)) {
            assertEquals(
                    "SOHO_DB_URL names a database that mixes up the prepared statements of its sessions, as a"
                            + " connection pooler does: add prepareThreshold=0 to the URL",
                    refusal(pooler.url()));
        }
    }

    @Test
    void requests_succeed_behind_a_pooler_and_time_outs_still_apply() throws IOException, SQLException {
        setTimeOutsOfRole("2s");
        settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        try (PgBouncer pooler = pooler(DROPPED);
                RunningServer node = start(pooler.url() + "?prepareThreshold=0").ready()) {
            URI url = URI.create("http://127.0.0.1:" + node.port());
            assertRegistersSteadily(url);
            assertTimedOutWritesAreNotStored(url);
            assertRecoveredAfterReadOnly(url);
        }
    }

    private static void assertRegistersSteadily(URI url) {
        Partner partner = Partner.any();
        SteadyCreates creates = SteadyCreates.begin(partner.api().at(url));
        try (creates) {
            creates.awaitMore(200);
        }
        assertEquals(List.of(), creates.failures());
        assertEquals(
                Database.text(
                        "SELECT string_agg(id || ' ' || email, E'\\n' ORDER BY id) FROM customers WHERE organisation_id = ?",
                        partner.id()),
                creates.customers());
        assertEquals(200, partner.api().at(url).get("/api/v1/customers?page=2").status());
    }

    private static void assertTimedOutWritesAreNotStored(URI url) throws SQLException {
        SohoApi api = Partner.any().api().at(url);
        long before = Database.number("SELECT count(*) FROM customers");
        try (Connection other = Database.session();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE customers IN SHARE MODE");
            assertEquals(503, create(api).status());
            assertEquals(0, Database.number("SELECT count(*) FROM pg_locks WHERE NOT granted"));
        }
        assertEquals(before, Database.number("SELECT count(*) FROM customers"));
        assertEquals(200, create(api).status());
    }

    private static void assertRecoveredAfterReadOnly(URI url) {
        SohoApi api = Partner.any().api().at(url);
        Database.administer("ALTER SYSTEM SET default_transaction_read_only = on");
        await("writes to be refused")
                .atMost(Duration.ofSeconds(5))
                .until(() -> create(api).status() == 503);
        assertEquals(200, api.get("/api/v1/customers").status());
        assertEquals(503, api.get("/health/ready").status());
        Database.administer("ALTER SYSTEM RESET default_transaction_read_only");
        await("writes").atMost(Duration.ofSeconds(10)).until(() -> create(api).status() == 200);
        assertEquals(200, api.get("/health/ready").status());
    }

    private static Answer create(SohoApi api) {
        return api.post("/api/v1/customers", Body.customer().text());
    }

    private static void setTimeOutsOfRole(String statementTimeOut) {
        Database.administer(
                "ALTER ROLE soho SET statement_timeout = '" + statementTimeOut + "'",
                "ALTER ROLE soho SET lock_timeout = '1s'",
                "ALTER ROLE soho SET idle_in_transaction_session_timeout = '5s'");
    }

    private PgBouncer pooler(String droppedParameters) throws IOException {
        return PgBouncer.before(directory, Integer.getInteger("soho.it.db.port"), settings, droppedParameters);
    }

    private String refusal(String url) {
        try (RunningServer node = start(url)) {
            assertEquals(1, node.exitCode());
            return node.err().strip();
        }
    }

    private RunningServer start(String url) {
        Map<String, String> behindPooler = new HashMap<>(settings);
        behindPooler.put("SOHO_DB_URL", url);
        return RunningServer.start(directory, behindPooler);
    }
}
