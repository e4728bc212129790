package be.enbro.soho.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life cycle of one data directory, from its creation to a second server. The tests build on each other and run in
 * order, because each start takes as long as all other tests together.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedDatabaseIT {
    private static final String CUSTOMER =
            """
            {"customer": {"email": "danny@ocean.example", "terms_and_conditions": true, "privacy_policy": true,
             "registered_from_ip": "98.99.253.30", "profile": {"first_name": "Danny", "last_name": "Ocean",
             "title": "mr", "phone": "+32(0)56/98.01.44", "birth_date": "2000-04-06", "city": "Gent",
             "street": "Veldstraat", "building": "1", "postal_code": "9000"}}}
            """;

    private static final String OPERATOR_TOKEN = "no-process-of-the-database-knows-me";

    @TempDir
    static Path directory;

    private static String token;

    @Test
    @Order(1)
    void new_data_gets_a_demo_organisation_and_survives_kill_9_of_the_server() throws Exception {
        createFilesOfOthers();
        try (RunningServer server = RunningServer.start(directory, Map.of("SOHO_OPERATOR_TOKEN", OPERATOR_TOKEN))
                .ready()) {
            token = server.demoToken();
            assertAll(
                    () -> assertEquals(200, server.get("/api/v1/me", token).statusCode()),
                    () -> assertTrue(
                            server.out().lines().count() + server.err().lines().count() <= 24, server.err()),
                    () -> assertFalse(server.err().contains(token)),
                    () -> assertTrue(server.out().contains("(PostgreSQL 18.6 embedded in soho-data)"), server.out()),
                    () -> assertServerIsNotRevealed(server.get("/api/v1/me", "nobody")),
                    () -> assertATraceOfAClientIsNotLogged(server),
                    () -> assertSettingsKeepWhatWasCommitted(),
                    () -> assertTrue(server.isClosedAt("127.0.0.2"), "serves more than the loopback address"),
                    () -> assertTrue(server.out().contains(" on http://127.0.0.1:" + server.port()), server.out()),
                    () -> assertEquals(1, runtimeDirectories().size()),
                    () -> assertNothingIsInTheTemporaryDirectory(),
                    () -> assertFilesOfOthersAreUnchanged(),
                    () -> assertDatabaseKnowsNoSecretAndHasNoRights(),
                    () -> assertEquals(
                            "rw-------",
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(data("password")))));
            assertEquals(
                    200, server.post("/api/v1/customers", token, CUSTOMER).get().statusCode());
            server.kill();
        }
        assertTrue(postmaster().isAlive(), "it was to be left behind");
        assertEquals(1, runtimeDirectories().size());
    }

    @Test
    @Order(2)
    void a_stale_postgresql_is_replaced_and_a_second_server_rejected() throws Exception {
        ProcessHandle leftBehind = postmaster();
        try (RunningServer server = RunningServer.start(directory, Map.of()).ready()) {
            assertAll(
                    () -> assertFalse(leftBehind.isAlive()),
                    () -> assertEquals(1, runtimeDirectories().size()),
                    () -> assertFalse(server.out().contains("curl"), server.out()),
                    () -> assertTrue(
                            server.get("/api/v1/customers", token).body().contains("danny@ocean.example")));
            try (RunningServer second = RunningServer.start(directory, Map.of())) {
                assertEquals(1, second.exitCode());
                assertEquals(
                        "SOHO_DATA_DIR is in use by another server: soho-data" + System.lineSeparator(), second.err());
            }
            Instant lastRequest = Instant.now();
            assertWrongPasswordIsNamed();
            assertFailedMigrationIsNamed();
            assertRests(server, lastRequest);
            assertLongRecoveryIsAwaited(server);
            ProcessHandle postgres = postmaster();
            server.kill();
            postgres.destroyForcibly();
            RunningServer.await("for PostgreSQL to be gone", () -> !postgres.isAlive());
        }
    }

    @Test
    @Order(3)
    void a_stale_pid_file_is_replaced_and_sigterm_waits_for_requests() throws Exception {
        claimForAnotherProcess();
        try (RunningServer server = RunningServer.start(directory, Map.of()).ready()) {
            assertTrue(server.get("/api/v1/customers", token).body().contains("danny@ocean.example"));
            try (Connection connection = asAdministrator();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE customers");
                CompletableFuture<HttpResponse<String>> inFlight = server.ask("/api/v1/customers", token);
                RunningServer.await("for the request to wait for the lock", () -> waits(statement));
                server.terminate();
                RunningServer.await("for new requests to be refused", () -> isRejected(server));
                RunningServer.await("for the reason", () -> server.err().contains("unavailable: draining request="));
                connection.commit();
                assertEquals(200, inFlight.get().statusCode());
            }
            assertEquals(0, server.exitCode());
            assertFalse(server.err().contains("Exception"), server.err());
        }
        assertEquals(List.of(), runtimeDirectories());
        assertFalse(Files.exists(data("postgresql", "postmaster.pid")));
        List<String> log = Files.readAllLines(data("postgresql.log"));
        assertTrue(log.get(log.size() - 1).contains("database system is shut down"), log.toString());
        assertFalse(String.join("\n", log).contains("danny@ocean.example"));
    }

    @Test
    @Order(4)
    void a_killed_postgresql_is_restarted_a_limited_number_of_times() throws Exception {
        try (RunningServer server = RunningServer.start(directory, Map.of()).ready()) {
            kill(postmaster());
            await("the database to be back").atMost(Duration.ofSeconds(15)).until(() -> isReady(server));
            assertTrue(server.get("/api/v1/customers", token).body().contains("danny@ocean.example"));
            assertEquals(
                    1,
                    server.err()
                            .lines()
                            .filter(line -> line.contains("was started again"))
                            .count(),
                    server.err());

            kill(postmaster());
            await("the database to be back").atMost(Duration.ofSeconds(15)).until(() -> isReady(server));
            kill(postmaster());
            assertEquals(1, server.exitCode());
            String end = server.err().lines().reduce((first, last) -> last).orElse("");
            assertEquals("PostgreSQL 18.6 embedded in soho-data has ended 3 times within a minute", end);
        }
    }

    /** The recovery takes longer than ten seconds, within which most recoveries end. */
    private static void assertLongRecoveryIsAwaited(RunningServer server) throws Exception {
        ProcessHandle killed = postmaster();
        kill(killed);
        RunningServer.await("for the next PostgreSQL", () -> isFollowed(killed, server));
        long next = postmaster().pid();
        signal("STOP", next);
        TimeUnit.SECONDS.sleep(11);
        signal("CONT", next);
        RunningServer.await("for the database to be back", () -> isReady(server));
        assertEquals(next, postmaster().pid());
    }

    private static boolean isFollowed(ProcessHandle killed, RunningServer server) {
        try {
            long now = postmaster().pid();
            return now != killed.pid() && now != server.pid();
        } catch (IOException | RuntimeException notYet) {
            return false;
        }
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-" + name, Long.toString(process))
                        .start()
                        .waitFor());
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        RunningServer.await("for the process to be gone", () -> !process.isAlive());
    }

    private static boolean isReady(RunningServer server) {
        return server.get("/health/ready", "nobody").statusCode() == 200;
    }

    private static List<Path> runtimeDirectories() throws IOException {
        try (Stream<Path> all = Files.list(data())) {
            return all.filter(Files::isDirectory)
                    .filter(each -> each.getFileName().toString().matches("runtime-\\d+"))
                    .toList();
        }
    }

    /** Rules, section 9; in the launcher's test the server uses its own directory as the temporary one. */
    private static void assertNothingIsInTheTemporaryDirectory() throws IOException {
        Path runtime = runtimeDirectories().get(0);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(runtime)));
        try (Stream<Path> all = Files.list(directory)) {
            assertEquals(
                    List.of(),
                    all.filter(each -> !each.getFileName().toString().matches("(out|err).*\\.txt|soho-data"))
                            .toList());
        }
    }

    /** Root must not change the owner of these files or of the directory itself. */
    private static void assertFilesOfOthersAreUnchanged() throws IOException {
        assertEquals("theirs", Files.readString(data("runtime-notes", "todo.txt")));
        assertEquals("theirs", Files.readString(data("runtime-x")));
        try (Stream<Path> all = Files.list(data("runtime-notes"))) {
            assertEquals(List.of(data("runtime-notes", "todo.txt")), all.toList());
        }
        for (Path each : List.of(data(), data("backups"), data("backups", "dump.sql"))) {
            assertEquals(unrelatedProcess(), Files.getAttribute(each, "unix:uid"), each.toString());
        }
    }

    /** Creates files of another user, if the tests have permission to. */
    private static void createFilesOfOthers() throws IOException {
        Files.createDirectories(data("backups"));
        Files.createFile(data("backups", "dump.sql"));
        Files.createDirectory(data("runtime-notes"));
        Files.writeString(data("runtime-notes", "todo.txt"), "theirs");
        Files.writeString(data("runtime-x"), "theirs");
        for (Path each : List.of(data(), data("backups"), data("backups", "dump.sql"))) {
            Files.setAttribute(each, "unix:uid", unrelatedProcess());
        }
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));
    }

    private static int unrelatedProcess() throws IOException {
        int own = (Integer) Files.getAttribute(directory, "unix:uid");
        return own == 0 ? 1234 : own;
    }

    private static void assertDatabaseKnowsNoSecretAndHasNoRights() throws IOException {
        Path process = Path.of("/proc", Long.toString(postmaster().pid()));
        String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
        assertFalse(environment.contains(OPERATOR_TOKEN));
        assertFalse(environment.contains("HOME="), "has more than it needs");
        assertNotEquals(0, Files.getAttribute(process, "unix:uid"));
        assertEquals(Files.getAttribute(process, "unix:uid"), Files.getAttribute(data("postgresql"), "unix:uid"));
        assertEquals(Files.getAttribute(directory, "unix:uid"), Files.getAttribute(data("password"), "unix:uid"));
    }

    private static void assertATraceOfAClientIsNotLogged(RunningServer server) {
        server.ask("/api/v1/ping", "Payara-Tracing-TraceId", "no-uuid-of-a-client")
                .join();
        assertFalse(server.err().contains("no-uuid-of-a-client"), server.err());
    }

    private static void assertServerIsNotRevealed(HttpResponse<String> response) {
        assertEquals(401, response.statusCode());
        assertTrue(response.headers().firstValue("Server").isEmpty());
        assertTrue(response.headers().firstValue("X-Powered-By").isEmpty());
    }

    private static void assertSettingsKeepWhatWasCommitted() throws SQLException, IOException {
        try (Connection connection = asAdministrator();
                Statement statement = connection.createStatement()) {
            for (String setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
                assertEquals("on", one(statement, "SHOW " + setting), setting);
            }
            assertEquals("127.0.0.1", one(statement, "SHOW listen_addresses"));
            assertEquals("f", one(statement, "SELECT rolsuper FROM pg_roles WHERE rolname = 'soho'"));
        }
    }

    private static void assertWrongPasswordIsNamed() throws IOException {
        try (RunningServer other = RunningServer.start(directory, external("soho", "wrong"))) {
            assertEquals(1, other.exitCode());
            assertEquals(
                    "SOHO_DB_PASSWORD is refused by 127.0.0.1:" + postgresPort() + "/soho" + System.lineSeparator(),
                    other.err());
        }
    }

    /** Payara Micro would continue without the application. */
    private static void assertFailedMigrationIsNamed() throws SQLException, IOException {
        try (Connection connection = asAdministrator();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE reader LOGIN PASSWORD 'only reads'");
        }
        try (RunningServer other = RunningServer.start(directory, external("reader", "only reads"))) {
            assertEquals(1, other.exitCode());
            assertEquals(1, other.err().lines().count(), other.err());
            assertTrue(other.err().contains("SOHO_DB_URL names a database that cannot be"), other.err());
        }
    }

    /**
     * With a request timeout of 30 s, Payara interrupts a thread that waits for a request that long, and it continues
     * to wait with a whole core.
     */
    private static void assertRests(RunningServer server, Instant since) throws InterruptedException {
        Duration elapsed = Duration.between(since, Instant.now());
        TimeUnit.MILLISECONDS.sleep(Duration.ofSeconds(35).minus(elapsed).toMillis());
        Duration before = server.cpuTime();
        TimeUnit.SECONDS.sleep(3);
        Duration used = server.cpuTime().minus(before);
        assertTrue(used.compareTo(Duration.ofSeconds(1)) < 0, () -> "idle, it used " + used + " in 3 s");
    }

    private static Map<String, String> external(String user, String password) throws IOException {
        return Map.of(
                "SOHO_DB_URL",
                "jdbc:postgresql://127.0.0.1:" + postgresPort() + "/soho",
                "SOHO_DB_USER",
                user,
                "SOHO_DB_PASSWORD",
                password);
    }

    private static String postgresPort() throws IOException {
        return Files.readAllLines(data("postgresql", "postmaster.pid")).get(3);
    }

    /** Simulates a reboot: the process id in the file belongs to a live process that is not PostgreSQL. */
    private static void claimForAnotherProcess() throws IOException {
        Path file = data("postgresql", "postmaster.pid");
        List<String> lines = Files.readAllLines(file);
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(file, lines);
    }

    private static boolean isRejected(RunningServer server) {
        return server.get("/api/v1/ping", token).statusCode() == 503;
    }

    private static boolean waits(Statement statement) {
        try {
            return !one(statement, "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                    .equals("0");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection asAdministrator() throws SQLException, IOException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgresPort() + "/soho",
                "postgres",
                Files.readString(data("password")).strip());
    }

    private static ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(data("postgresql", "postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static Path data(String... names) {
        return directory.resolve(Path.of("soho-data", names));
    }
}
