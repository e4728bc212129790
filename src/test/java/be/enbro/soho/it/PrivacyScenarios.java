package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No failure puts a value of a request into a log, and no request can forge a log line. */
abstract class PrivacyScenarios {
    private static final List<String> MARKS =
            List.of("xanthippe", "479918273", "0479 91", "203.0.113.77", "malformed record");
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String INTERNAL_ERROR = Errors.request("internal_error");

    private Partner partner;
    private SohoApi api;
    private String eans;

    @BeforeEach
    void a_partner_with_a_warm_token() {
        partner = Partner.any();
        api = partner.api();
        eans = CUSTOMERS + "/" + partner.customer() + "/eans";
        assertEquals(200, api.get("/api/v1/me").status());
    }

    @AfterEach
    void the_database_is_as_before() {
        Database.update("DROP TRIGGER IF EXISTS failing ON customers");
        Database.update("DROP TRIGGER IF EXISTS failing ON eans");
        Database.update("ALTER TABLE customers DROP CONSTRAINT IF EXISTS failing");
    }

    @Test
    void a_rejected_request_leaves_no_value_in_either_log() throws Exception {
        int postgres = Files.readString(Database.LOG).length();
        String person = person().text();
        assertEquals(200, api.post(CUSTOMERS, person).status());
        assertEquals(422, api.post(CUSTOMERS, person).status());
        assertEquals(
                422,
                api.post(
                                CUSTOMERS,
                                person().with("customer.profile.title", "\"Xanthippe\"")
                                        .text())
                        .status());
        assertEquals(
                422,
                api.post(
                                CUSTOMERS,
                                person().with("customer.profile.phone", "\"0479 91\"")
                                        .text())
                        .status());
        assertEquals(400, api.post(CUSTOMERS, person + "xanthippe").status());
        assertEquals(
                415,
                api.with("Content-Type", "text/xanthippe")
                        .post(CUSTOMERS, person)
                        .status());
        assertEquals(406, api.with("Accept", "text/xanthippe").get(CUSTOMERS).status());
        String ean = ean().text();
        assertEquals(201, api.post(eans, ean).status());
        assertEquals(422, api.post(eans, ean).status());
        Body twice = ean();
        assertEquals(422, api.post(eans + "/bulk", Body.bulk(twice, twice)).status());
        for (String path : List.of("/xanthippe", "?xanthippe=%zz", "/xanthippe%zz", "/1;xanthippe", "/%00xanthippe")) {
            SohoApi.raw(request("GET " + CUSTOMERS + path, ""));
        }
        SohoApi.raw(
                request("GET /xanthippe", "Authorization: Bearer xanthippe\r\nPayara-Tracing-TraceId: xanthippe\r\n"));
        SohoApi.raw(request("POST " + CUSTOMERS, "Content-Length: xanthippe\r\n") + person);
        SohoApi.raw(request("POST " + CUSTOMERS, "Transfer-Encoding: gzip, chunked\r\n") + "ff\r\n" + person);
        SohoApi.raw(request("POST " + CUSTOMERS, "Transfer-Encoding: chunked\r\n") + "xanthippe\r\n" + person);
        SohoApi.raw(request("XANTHIPPE " + CUSTOMERS, ""));

        awaitLog();
        assertUnmarked(ServerLog.text());
        assertUnmarked(Files.readString(Database.LOG).substring(postgres));
    }

    /** PostgreSQL's own log is excluded, because its content is configured by the operator. */
    @Test
    void a_failed_statement_leaves_no_value_in_the_log() {
        String person = person().text();
        String ean = ean().text();
        String bulk = Body.bulk(ean());

        withNumericStreet("customers", () -> api.post(CUSTOMERS, person).is(500, INTERNAL_ERROR));
        withNumericStreet("eans", () -> api.post(eans, ean).is(500, INTERNAL_ERROR));
        withNumericStreet("eans", () -> api.post(eans + "/bulk", bulk).is(500, INTERNAL_ERROR));

        Database.update("ALTER TABLE customers ADD CONSTRAINT failing CHECK (first_name <> 'Xanthippe') NOT VALID");
        api.post(CUSTOMERS, person).is(500, INTERNAL_ERROR);
        failAt("customers", "BEFORE INSERT ON customers", "RAISE EXCEPTION 'no good: %', NEW.email");
        api.post(CUSTOMERS, person).is(500, INTERNAL_ERROR);
        failAt(
                "eans",
                "AFTER INSERT ON eans DEFERRABLE INITIALLY DEFERRED",
                "RAISE EXCEPTION 'no good: %', NEW.street");
        api.post(eans, ean).is(500, INTERNAL_ERROR);
        api.post(eans + "/bulk", bulk).is(500, INTERNAL_ERROR);

        assertUnmarked(ServerLog.text());
    }

    @Test
    void a_defect_is_one_line_that_names_the_failure_and_where_it_happened() throws Exception {
        Database.update("ALTER TABLE customers ADD CONSTRAINT failing CHECK (first_name <> 'Xanthippe') NOT VALID");
        String id = "defect-" + Unique.number();

        int before = lines();
        api.with("X-Request-Id", id).post(CUSTOMERS, person().text()).is(500, INTERNAL_ERROR);

        List<String> lines = ServerLog.ofRequest(id);
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("PSQLException 23514 failing at customers.CustomerStatements."), lines.get(0));
        assertEquals(2, lines() - before, ServerLog.text());
    }

    @Test
    void a_connection_lost_during_a_statement_is_one_line() throws Exception {
        failAt(
                "customers",
                "BEFORE INSERT ON customers",
                "PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(1)");
        String id = "ended-" + Unique.number();

        int before = lines();
        api.with("X-Request-Id", id).post(CUSTOMERS, person().text()).is(503, Errors.request("service_unavailable"));

        List<String> lines = ServerLog.ofRequest(id);
        assertEquals(2, lines.size(), lines.toString());
        assertEquals(2, lines() - before, ServerLog.text());
    }

    @Test
    void an_aborted_upload_or_response_is_one_line() throws Exception {
        for (int i = 0; i < 30; i++) {
            partner.customer();
        }
        String token = "Authorization: Bearer " + partner.token() + "\r\n";
        String person = person().text();
        List<String> requests = List.of(
                request("POST " + CUSTOMERS, token + "Content-Type: application/json\r\nContent-Length: 4000\r\n")
                        + person,
                request(
                                "POST " + eans + "/bulk",
                                token + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n")
                        + "ff\r\n" + person.substring(0, 100),
                request("POST " + CUSTOMERS, token + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n")
                        + "zz\r\n" + person,
                request("POST " + CUSTOMERS, "Transfer-Encoding: chunked\r\n") + "zz\r\n" + person,
                request("GET " + CUSTOMERS, token));
        for (String request : requests) {
            String id = "broken-" + Unique.number();
            int before = lines();

            abort(request.replaceFirst("\r\n", "\r\nX-Request-Id: " + id + "\r\n"));
            ServerLog.ofRequest(id);
            TimeUnit.MILLISECONDS.sleep(200);

            int more = lines() - before;
            assertTrue(more <= 1, () -> more + " lines for " + request.lines().findFirst() + "\n" + ServerLog.text());
        }
        assertUnmarked(ServerLog.text());
    }

    @Test
    void an_unknown_method_is_logged_as_other() throws Exception {
        String id = "method-" + Unique.number();
        SohoApi.raw(request("XANTHIPPE /api/v1/me", "X-Request-Id: " + id + "\r\n"));

        List<String> lines = ServerLog.ofRequest(id);

        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("OTHER "), lines.get(0));
    }

    @Test
    void a_method_cannot_begin_a_log_line() throws InterruptedException {
        String forged = "2020-04-06T09:00:00.000+0000";
        SohoApi.raw(request("X\r\n" + forged + "\u00a0INFO\u00a0GET\u00a0/api/v1/me\u00a0200 /api/v1/me", ""));
        SohoApi.raw(request("X\n" + forged + "\u001b[31m\u0007 /api/v1/me", ""));
        awaitLog();

        String log = ServerLog.text();
        assertFalse(log.lines().anyMatch(line -> line.startsWith(forged)), log);
        assertFalse(log.contains("\u0007"), log);
    }

    /** Waits until all earlier log lines are readable. */
    private static void awaitLog() throws InterruptedException {
        String id = "last-" + Unique.number();
        SohoApi.anonymous().with("X-Request-Id", id).get("/api/v1/ping");
        assertEquals(1, ServerLog.ofRequest(id).size());
    }

    /** PostgreSQL's message quotes the invalid value. */
    private static void withNumericStreet(String table, Runnable work) {
        Database.update("ALTER TABLE " + table + " RENAME COLUMN street TO kept");
        Database.update("ALTER TABLE " + table + " ADD COLUMN street integer");
        try {
            work.run();
        } finally {
            Database.update("ALTER TABLE " + table + " DROP COLUMN street");
            Database.update("ALTER TABLE " + table + " RENAME COLUMN kept TO street");
        }
    }

    private static Body person() {
        return Body.customer()
                .with("customer.email", Body.quoted("xanthippe-" + Unique.number() + "@example.com"))
                .with("customer.registered_from_ip", "\"203.0.113.77\"")
                .with("customer.profile.first_name", "\"Xanthippe\"")
                .with("customer.profile.street", "\"Xanthippestraat\"")
                .with("customer.profile.phone", "\"+32 479 91 82 73\"");
    }

    private static Body ean() {
        return Body.ean()
                .with("ean.street", "\"Xanthippestraat\"")
                .with("ean.consumptions", "[{\"name\":\"Xanthippe\",\"volume\":1,\"price\":1}]");
    }

    private static String request(String methodAndPath, String headers) {
        return methodAndPath + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
    }

    private static void failAt(String table, String when, String statement) {
        Database.update("CREATE OR REPLACE FUNCTION fail_" + table + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                + statement + "; RETURN NEW; END $$");
        Database.update((when.contains("DEFERRED") ? "CREATE CONSTRAINT" : "CREATE") + " TRIGGER failing " + when
                + " FOR EACH ROW EXECUTE FUNCTION fail_" + table + "()");
    }

    /** Sends the request and resets the connection. */
    private static void abort(String request) {
        try (Socket socket = new Socket(Settings.url().getHost(), Settings.url().getPort())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            TimeUnit.MILLISECONDS.sleep(request.startsWith("GET") ? 0 : 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int lines() {
        return (int) ServerLog.text().lines().filter(line -> !line.isBlank()).count();
    }

    private static void assertUnmarked(String log) {
        String lower = log.toLowerCase(Locale.ROOT);
        for (String mark : MARKS) {
            assertFalse(
                    lower.contains(mark),
                    () -> mark + " in "
                            + lower.lines().filter(line -> line.contains(mark)).findFirst());
        }
    }
}
