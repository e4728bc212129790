package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.it.Answer;
import be.enbro.soho.it.Body;
import be.enbro.soho.it.Database;
import be.enbro.soho.it.Partner;
import be.enbro.soho.it.Settings;
import be.enbro.soho.it.SohoApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server or its PostgreSQL is killed by SIGKILL while it executes a request with an Idempotency-Key: the retry gets the
 * first answer if that was committed, else it registers (contract extensions, section 3). A commit that is durable and not
 * yet reported is one that waits for a standby which does not exist.
 */
class RetryAfterCrashIT {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final String HOLD_COMMITS = "ALTER SYSTEM SET synchronous_standby_names = 'nobody'";
    private static final String RELEASE_COMMITS = "ALTER SYSTEM RESET synchronous_standby_names";
    private static final String SLOW_INSERTS =
            """
            CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1.5); RETURN NEW; END $$;
            CREATE TRIGGER slow BEFORE INSERT ON customers FOR EACH ROW WHEN (NEW.city = 'Slow') EXECUTE FUNCTION take_long()""";

    @TempDir
    static Path directory;

    private static RunningServer server;

    private Partner partner;
    private SohoApi api;
    private String body;

    @BeforeAll
    static void start() throws IOException {
        Settings.choose();
        Map<String, String> settings = new HashMap<>(Settings.environment());
        settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        Database.create();
        server = RunningServer.start(directory, settings).ready();
        Database.update(SLOW_INSERTS);
    }

    @AfterAll
    static void stop() {
        server.close();
        Database.stop();
    }

    @BeforeEach
    void a_request_with_a_key() {
        partner = Partner.any();
        api = partner.api().at(URI.create("http://127.0.0.1:" + server.port())).with("Idempotency-Key", "crash");
        body = Body.customer().text();
        assertEquals(200, api.get("/api/v1/me").status());
    }

    @Test
    void the_answer_to_a_commit_before_the_server_was_killed_is_repeated() {
        Database.administer(HOLD_COMMITS);
        CompletableFuture<Answer> first = post();
        RunningServer.await("the commit to be durable", () -> backends("wait_event = 'SyncRep'") > 0);
        server.kill();
        assertNotAnswered(first);
        Database.administer(RELEASE_COMMITS);
        assertEquals(1, customers());

        server = server.again().ready();

        Answer retry = api.post(CUSTOMERS, body);
        assertEquals("true", retry.header(REPLAYED), retry.body());
        assertAnsweredAsRegistered(retry);
    }

    @Test
    void nothing_is_left_of_a_transaction_whose_server_was_killed() {
        body = body.replace("South Seanview", "Slow");
        CompletableFuture<Answer> first = post();
        RunningServer.await("the insert to run", () -> backends("wait_event = 'PgSleep'") > 0);
        server.kill();
        assertNotAnswered(first);
        RunningServer.await("the insert to end", () -> backends("wait_event = 'PgSleep'") == 0);
        assertEquals(0, customers());

        server = server.again().ready();

        assertRegisteredOnce();
    }

    @Test
    void the_answer_to_a_commit_before_postgresql_was_killed_is_repeated() {
        Database.administer(HOLD_COMMITS);
        CompletableFuture<Answer> first = post();
        RunningServer.await("the commit to be durable", () -> backends("wait_event = 'SyncRep'") > 0);
        Database.kill();
        assertEquals(503, first.join().status());

        Database.start();
        Database.administer(RELEASE_COMMITS);
        assertEquals(1, customers());
        awaitDatabase();

        Answer retry = api.post(CUSTOMERS, body);
        assertEquals("true", retry.header(REPLAYED), retry.body());
        assertAnsweredAsRegistered(retry);
    }

    @Test
    void nothing_is_left_of_a_transaction_whose_postgresql_was_killed() {
        body = body.replace("South Seanview", "Slow");
        CompletableFuture<Answer> first = post();
        RunningServer.await("the insert to run", () -> backends("wait_event = 'PgSleep'") > 0);
        Database.kill();
        assertEquals(503, first.join().status());

        Database.start();
        awaitDatabase();
        assertEquals(0, customers());

        assertRegisteredOnce();
    }

    private CompletableFuture<Answer> post() {
        return CompletableFuture.supplyAsync(() -> api.post(CUSTOMERS, body));
    }

    private static void assertNotAnswered(CompletableFuture<Answer> request) {
        CompletionException broken = assertThrows(CompletionException.class, request::join);
        assertTrue(broken.getCause() instanceof UncheckedIOException, broken.toString());
    }

    private void assertRegisteredOnce() {
        Answer retry = api.post(CUSTOMERS, body);
        assertEquals(200, retry.status(), retry.body());
        assertEquals("", retry.header(REPLAYED));
        Answer again = api.post(CUSTOMERS, body).is(200, retry.body());
        assertEquals("true", again.header(REPLAYED));
        assertAnsweredAsRegistered(again);
    }

    /** The first answer was lost, but a customer that was not changed since is shown by the same bytes. */
    private void assertAnsweredAsRegistered(Answer retry) {
        retry.is(200, api.get(CUSTOMERS + "/" + retry.number("id")).body());
        assertEquals(1, customers());
    }

    private void awaitDatabase() {
        RunningServer.await(
                "the database to be used again", () -> api.get(CUSTOMERS).status() == 200);
    }

    private long customers() {
        return Database.number("SELECT count(*) FROM customers WHERE organisation_id = ?", partner.id());
    }

    private static long backends(String condition) {
        return Database.number("SELECT count(*) FROM pg_stat_activity WHERE " + condition);
    }
}
