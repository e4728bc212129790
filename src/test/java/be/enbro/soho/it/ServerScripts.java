package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.it.ScriptedServer.Ended;
import be.enbro.soho.nodes.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts in server-config as operators use them; for the profiles that install a server with them. */
@ExtendWith(OneServer.class)
class ServerScripts {
    private static final Ended DONE = new Ended(0, "");

    private final ScriptedServer server = ScriptedServer.configured().orElseThrow();

    @TempDir
    Path directory;

    @Test
    void a_second_run_changes_nothing_and_is_silent() throws Exception {
        long pid = server.pid();

        assertEquals(DONE, run("start.sh"));
        assertEquals(DONE, run("deploy.sh", war()));
        assertEquals(DONE, run("upgrade.sh", war()));

        assertEquals(pid, server.pid());
    }

    @ParameterizedTest
    @CsvSource({"start.sh, now", "stop.sh, now", "deploy.sh, ", "upgrade.sh, ", "rollback.sh, now", "install.sh, "})
    void wrong_arguments_print_the_usage(String script, String argument) throws Exception {
        Ended ended = argument == null ? run(script) : run(script, argument);

        assertEquals(1, ended.code());
        assertTrue(ended.output().startsWith("usage: " + script), ended.output());
        assertEquals(1, ended.output().lines().count(), ended.output());
    }

    @Test
    void a_missing_file_is_named() throws Exception {
        assertEquals(new Ended(1, "no such file: nothing.war\n"), run("upgrade.sh", "nothing.war"));
        assertEquals(new Ended(1, "no such file: nothing.war\n"), run("deploy.sh", "nothing.war"));
    }

    /** Reported before anything is stopped. */
    @ParameterizedTest
    @CsvSource({"deploy.sh", "upgrade.sh"})
    void a_file_that_is_not_a_war_changes_nothing(String script) throws Exception {
        long pid = server.pid();
        String text = Files.writeString(directory.resolve("text.war"), "text").toString();
        String half = halfOf(ScriptedServer.war()).toString();
        String other = archive("other.war", "index.html").toString();

        for (String file : List.of(text, half, other)) {
            assertEquals(new Ended(1, "not a WAR: " + file + "\n"), run(script, file));
        }

        assertEquals(pid, server.pid());
        assertEquals(200, SohoApi.anonymous().get("/api/v1/ping").status());
    }

    @Test
    void the_wrong_zip_is_named_and_leaves_nothing_behind() throws Exception {
        String zip = archive("other.zip", "index.html").toString();
        Path parent = Files.createDirectory(directory.resolve("parent"));

        Ended ended = server.run(homeAt(parent.resolve("home")), "install.sh", zip, zip);

        assertEquals(1, ended.code());
        assertTrue(ended.output().matches("not the zip of .*: " + zip + "\n"), ended.output());
        assertEquals(List.of(), List.of(parent.toFile().list()));
    }

    @ParameterizedTest
    @CsvSource({"stop.sh, ", "start.sh, ", "rollback.sh, ", "deploy.sh, any.war", "upgrade.sh, any.war"})
    void a_home_without_a_server_is_named(String script, String argument) throws Exception {
        Map<String, String> nowhere = homeAt(directory.resolve("home"));

        Ended ended = argument == null ? server.run(nowhere, script) : server.run(nowhere, script, argument);

        assertEquals(1, ended.code());
        assertTrue(ended.output().matches("there is no .* in .*/home: install\\.sh first\n"), ended.output());
    }

    @Test
    void a_rollback_without_a_previous_version_is_reported() throws Exception {
        Path home = directory.resolve("home");
        Files.createDirectories(home.resolve("glassfish/domains/soho"));
        Path script = Files.createDirectories(home.resolve("bin")).resolve("standalone.sh");
        assertTrue(Files.createFile(script).toFile().setExecutable(true));

        assertEquals(
                new Ended(1, "there is no version before the present one\n"), server.run(homeAt(home), "rollback.sh"));
    }

    @Test
    void a_start_without_a_database_is_reported_in_one_line() throws Exception {
        assertEquals(
                new Ended(1, "SOHO_DB_URL is not set: give the JDBC URL of a PostgreSQL database\n"),
                server.run(Map.of("SOHO_DB_URL", ""), "start.sh"));
    }

    @Test
    void a_rolling_upgrade_without_a_command_or_a_balancer_changes_nothing() throws Exception {
        assertEquals(new Ended(1, "usage: rolling.sh COMMAND...\n"), server.runOfHaproxy("rolling.sh"));

        Ended ended = server.runOfHaproxy(
                "rolling.sh", "touch", directory.resolve("run").toString());

        assertEquals(1, ended.code());
        assertTrue(
                ended.output().endsWith("a could not be drained: node.sh ready a lets requests in again\n"),
                ended.output());
        assertEquals(List.of(), List.of(directory.toFile().list()));
    }

    /** The variable of the shell refers to another server by now, which must not be affected. */
    @Test
    void scripts_use_the_administration_of_their_own_server() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            other.setSoTimeout(1);
            String port = Integer.toString(other.getLocalPort());

            assertEquals(DONE, server.run(Map.of("SOHO_ADMIN_PORT", port), "stop.sh"));

            assertThrows(SocketTimeoutException.class, other::accept);
        } finally {
            run("start.sh");
        }
    }

    @Test
    void a_running_server_with_other_settings_is_reported_and_kept() throws Exception {
        long pid = server.pid();
        String token = Tokens.random() + Tokens.random();

        Ended ended = server.run(Map.of("SOHO_OPERATOR_TOKEN", token, "SOHO_HEAP", "640m"), "start.sh");

        assertEquals(
                new Ended(
                        1,
                        "the server runs with other values of SOHO_HEAP SOHO_OPERATOR_TOKEN:"
                                + " stop.sh and start.sh to change them\n"),
                ended);
        assertEquals(pid, server.pid());
    }

    @ParameterizedTest
    @CsvSource({
        "SOHO_HTTP_PORT, 0, 'SOHO_HTTP_PORT must be a port, 1 to 65535'",
        "SOHO_ADMIN_PORT, 65536, 'SOHO_ADMIN_PORT must be a port, 1 to 65535'",
        "SOHO_OPERATOR_PORT, http, 'SOHO_OPERATOR_PORT must be a port, 1 to 65535'",
        "SOHO_HTTP_THREADS, many, 'SOHO_HTTP_THREADS must be a number, 1 to 99999'",
        "SOHO_HEAP, 512, SOHO_HEAP must be a size like 512m"
    })
    void a_bad_setting_is_named(String name, String value, String output) throws Exception {
        assertEquals(new Ended(1, output + "\n"), server.run(Map.of(name, value), "start.sh"));
    }

    /** Occupies each of these ports in turn; the server keeps running. */
    @Test
    void a_port_in_use_by_another_process_is_named() throws Exception {
        assertEquals(DONE, run("stop.sh"));
        assertEquals(DONE, run("stop.sh"));
        assertEquals(new Ended(1, "the server is not running: start.sh first\n"), run("deploy.sh", war()));
        for (String name : List.of("SOHO_HTTP_PORT", "SOHO_ADMIN_PORT", "SOHO_OPERATOR_PORT")) {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                String port = Integer.toString(taken.getLocalPort());
                assertEquals(
                        new Ended(1, name + ": another process listens on 127.0.0.1:" + port + "\n"),
                        server.run(Map.of(name, port), "start.sh"));
            }
        }

        assertEquals(DONE, run("start.sh"));
    }

    /** Simulates a power loss: the process id belongs to another process by now. */
    @Test
    void an_unrelated_process_with_the_recorded_pid_is_not_stopped() throws Exception {
        assertEquals(DONE, run("stop.sh"));
        Process unrelatedProcess = new ProcessBuilder("sleep", "3600").start();
        try {
            Files.writeString(server.pidFile(), Long.toString(unrelatedProcess.pid()));

            assertEquals(DONE, run("stop.sh"));
            assertEquals(DONE, server.run(Map.of("SOHO_HEAP", "640m"), "start.sh"));

            assertTrue(unrelatedProcess.isAlive());
            assertEquals(200, SohoApi.anonymous().get("/api/v1/ping").status());
            assertTrue(commandLine().contains("-Xmx640m"), commandLine());
            assertEquals(
                    Set.of(Settings.url().getPort(), ScriptedServer.administrationPort()),
                    Sockets.of(server.pid()).listening());
        } finally {
            unrelatedProcess.destroyForcibly();
            run("stop.sh");
            run("start.sh");
        }
        assertFalse(commandLine().contains("-Xmx640m"), commandLine());
    }

    /** Partners must not receive 404 or 500 because the application is being replaced. */
    @Test
    void partners_get_503_or_no_connection_while_the_version_changes() throws Exception {
        Path next = anotherVersion();
        Set<String> answers;
        try (SteadyPings pings = SteadyPings.begin()) {
            assertEquals(DONE, run("upgrade.sh", next.toString()));
            assertEquals(DONE, run("rollback.sh"));
            assertEquals(DONE, run("rollback.sh"));
            answers = pings.end();
        }

        assertTrue(answers.contains("200 {}"), answers.toString());
        assertEquals(
                Set.of(),
                answers.stream()
                        .filter(answer -> !SteadyPings.ALLOWED.contains(answer))
                        .collect(Collectors.toSet()));
    }

    @Test
    void a_request_has_one_line_in_one_of_the_server_logs() throws Exception {
        String id = "scripts-" + Unique.number();
        assertEquals(
                200,
                SohoApi.anonymous().with("X-Request-Id", id).get("/api/v1/ping").status());
        ServerLog.ofRequest(id);

        try (Stream<Path> logs =
                Files.list(Path.of(System.getProperty("soho.it.log")).getParent())) {
            assertEquals(
                    1,
                    logs.filter(Files::isRegularFile)
                            .flatMap(ServerScripts::lines)
                            .filter(line -> line.contains(id))
                            .count());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Ended run(String script, String... arguments) throws IOException, InterruptedException {
        return server.run(Map.of(), script, arguments);
    }

    private static String war() {
        return ScriptedServer.war().toString();
    }

    private String commandLine() throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(server.pid()), "cmdline"))
                .replace('\0', ' ');
    }

    private static Map<String, String> homeAt(Path home) {
        return Map.of("PAYARA_HOME", home.toString(), "WILDFLY_HOME", home.toString());
    }

    private Path archive(String name, String entry) throws IOException {
        Path archive = directory.resolve(name);
        try (FileSystem files =
                FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of("create", "true"))) {
            Files.writeString(files.getPath(entry), entry);
        }
        return archive;
    }

    private Path halfOf(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Files.write(directory.resolve("half.war"), Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** The same application with different bytes. */
    private Path anotherVersion() throws IOException {
        Path war = directory.resolve("next.war");
        Files.copy(ScriptedServer.war(), war, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of())) {
            Files.writeString(files.getPath("WEB-INF", "next.txt"), "next");
        }
        return war;
    }
}
