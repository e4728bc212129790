package be.enbro.soho.nodes;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The previous version and this one serve from the same database, before and after a migration adds columns. */
class UpgradeIT {
    private static final Path PREVIOUS = Path.of("target", "previous", "target", "enbro-soho.jar");
    private static final String CUSTOMERS = "/api/v1/customers";

    /** Enough for each connection of the pool to have prepared its statements. */
    private static final int ROUNDS = 40;

    @TempDir
    static Path directory;

    private static RunningServer previous;
    private static RunningServer current;

    @BeforeAll
    static void start() throws IOException {
        assertTrue(Files.exists(PREVIOUS), "the previous version is not built: run .ci/build-previous.sh");
        Settings.choose();
        Database.create();
        Map<String, String> settings = new HashMap<>(Settings.environment());
        previous = RunningServer.of(PREVIOUS, directory, settings);
        previous.ready();
        SteadyCreates creates = SteadyCreates.begin(Partner.any().api().atPrevious(url(previous)));
        try (creates) {
            creates.awaitMore(20);
            current = RunningServer.start(directory, settings);
            current.ready();
            creates.awaitMore(20);
        }
        assertEquals(List.of(), creates.failures(), "while this version migrated");
    }

    @AfterAll
    static void stop() {
        Stream.of(previous, current).filter(started -> started != null).forEach(RunningServer::close);
        Database.stop();
    }

    @Test
    void both_versions_register_and_read_before_and_after_columns_are_added() {
        assertBothServe();

        for (String table : List.of("customers", "eans")) {
            Database.update("ALTER TABLE " + table + " ADD COLUMN later varchar(10)");
            Database.update("ALTER TABLE " + table + " ADD COLUMN later_default integer NOT NULL DEFAULT 7");
        }
        assertBothServe();
        String unset = " WHERE later IS NOT NULL OR later_default <> 7";
        assertEquals(0, Database.number("SELECT count(*) FROM customers" + unset));
        assertEquals(0, Database.number("SELECT count(*) FROM eans" + unset));

        for (String table : List.of("customers", "eans")) {
            Database.update("ALTER TABLE " + table + " DROP COLUMN later, DROP COLUMN later_default");
        }
        assertBothServe();
    }

    private static void assertBothServe() {
        Partner partner = Partner.any();
        SohoApi api = partner.api();
        assertRegisteredAndRead(api.atPrevious(url(previous)), api.at(url(current)));
        assertRegisteredAndRead(api.at(url(current)), api.atPrevious(url(previous)));
        assertRecorded(partner);
    }

    /** What either node registers is in the ledger, once; only the current one says by whom. */
    private static void assertRecorded(Partner partner) {
        assertEquals(2 * ROUNDS, events(partner, "type = 'customer.registered'"));
        assertEquals(4 * ROUNDS, events(partner, "type = 'eans.registered'"));
        assertEquals(3 * ROUNDS, events(partner, "customer_id IS NOT NULL AND actor = 'sql'"));
        assertEquals(3 * ROUNDS, events(partner, "customer_id IS NOT NULL AND actor LIKE 'token:%'"));
        assertEquals(
                4 * ROUNDS,
                Database.number(
                        "SELECT count(*) FROM consents JOIN customers ON id = customer_id WHERE organisation_id = ?",
                        partner.id()));
    }

    private static long events(Partner partner, String condition) {
        return Database.number("SELECT count(*) FROM events WHERE organisation_id = ? AND " + condition, partner.id());
    }

    /** What one node registers the other one answers, byte for byte. */
    private static void assertRegisteredAndRead(SohoApi writer, SohoApi reader) {
        for (int i = 0; i < ROUNDS; i++) {
            Answer customer = writer.post(CUSTOMERS, Body.customer().text());
            assertEquals(200, customer.status(), customer.body());
            String path = CUSTOMERS + "/" + customer.number("id");
            Answer ean = writer.post(path + "/eans", Body.ean().text());
            assertEquals(201, ean.status(), ean.body());
            Answer bulk = writer.post(path + "/eans/bulk", Body.bulk(Body.ean(), Body.ean()));
            assertEquals(201, bulk.status(), bulk.body());

            assertEquals(
                    200 + customer.body(),
                    reader.get(path).status() + reader.get(path).body());
            assertEquals(
                    "[" + ean.body() + "," + bulk.body().substring(1),
                    reader.get(path + "/eans").body());
            Answer page = reader.get(CUSTOMERS + "?per=1&page="
                    + reader.get(CUSTOMERS + "?per=1").number("total_pages"));
            assertTrue(page.body().endsWith("\"records\":[" + customer.body() + "]}"), page.body());
        }
    }

    private static URI url(RunningServer server) {
        return URI.create("http://127.0.0.1:" + server.port());
    }
}
