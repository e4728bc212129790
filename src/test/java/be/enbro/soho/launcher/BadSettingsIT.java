package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, section 9: a bad setting is reported by one clear line that names it, and an exit code other than 0. */
class BadSettingsIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            SOHO_DB_URL         | jdbc:mysql://localhost/soho                  | SOHO_DB_URL must begin with jdbc:postgresql:
            SOHO_DB_URL         | jdbc:postgresql://h:99999/x?password=geheim  | SOHO_DB_URL is not a JDBC URL of PostgreSQL
            SOHO_DB_URL         | jdbc:postgresql://h.invalid/x                | SOHO_DB_URL names a database that cannot be reached at h.invalid:5432/x: unknown host
            SOHO_DB_URL         | jdbc:postgresql://127.0.0.1:1/x?password=geheim | SOHO_DB_URL names a database that cannot be reached at 127.0.0.1:1/x: Connection refused
            SOHO_DB_URL         | jdbc:postgresql://127.0.0.1:1/x?sslmode=geheim | SOHO_DB_URL has a bad parameter: sslmode
            SOHO_DB_URL         | jdbc:postgresql://127.0.0.1:1/x?prepareThreshold=geheim | SOHO_DB_URL has a bad parameter: prepareThreshold
            SOHO_DB_URL         | jdbc:postgresql://127.0.0.1:1/x?socketFactory=geheim | SOHO_DB_URL has a bad parameter: socketFactory
            SOHO_DB_URL         | jdbc:postgresql://127.0.0.1:1/x?sslmode=require | SOHO_DB_URL names a database that cannot be reached at 127.0.0.1:1/x: Connection refused
            SOHO_DB_USER        | soho                                         | SOHO_DB_URL is not set, but SOHO_DB_USER is: set both, or neither for an embedded PostgreSQL
            SOHO_DB_PASSWORD    | geheim                                       | SOHO_DB_URL is not set, but SOHO_DB_PASSWORD is: set both, or neither for an embedded PostgreSQL
            SOHO_DB_POOL_MAX    | 0                                            | SOHO_DB_POOL_MAX must be a whole number from 1 to 1000
            SOHO_DB_POOL_MAX    | 1001                                         | SOHO_DB_POOL_MAX must be a whole number from 1 to 1000
            SOHO_DB_POOL_MAX    | many                                         | SOHO_DB_POOL_MAX must be a whole number from 1 to 1000
            SOHO_OPERATOR_TOKEN | 31-characters-are-not-quite-it-              | SOHO_OPERATOR_TOKEN must be at least 32 characters long
            SOHO_OPERATOR_TOKEN | 0123456789abcdef0123456789abcdef-é           | SOHO_OPERATOR_TOKEN must be visible ASCII characters without spaces
            SOHO_OPERATOR_TOKEN | 0123456789abcdef 0123456789abcdef            | SOHO_OPERATOR_TOKEN must be visible ASCII characters without spaces
            SOHO_CONCURRENT_REQUESTS | 0                                       | SOHO_CONCURRENT_REQUESTS must be a whole number from 1 to 10000
            SOHO_CONCURRENT_REQUESTS | 10001                                   | SOHO_CONCURRENT_REQUESTS must be a whole number from 1 to 10000
            SOHO_IDEMPOTENCY_DAYS | 0                                          | SOHO_IDEMPOTENCY_DAYS must be a whole number from 1 to 365
            SOHO_IDEMPOTENCY_DAYS | 366                                        | SOHO_IDEMPOTENCY_DAYS must be a whole number from 1 to 365
            SOHO_RATE_PER_SECOND | -1                                          | SOHO_RATE_PER_SECOND must be a whole number from 0 to 100000
            SOHO_RATE_PER_SECOND | 100001                                      | SOHO_RATE_PER_SECOND must be a whole number from 0 to 100000
            SOHO_RATE_BURST     | 0                                            | SOHO_RATE_BURST must be a whole number from 1 to 1000000
            SOHO_RATE_BURST     | 1000001                                      | SOHO_RATE_BURST must be a whole number from 1 to 1000000
            SOHO_DATA_DIR       | a-file                                       | SOHO_DATA_DIR names a file, not a directory: a-file
            SOHO_DATA_DIR       | a-file/below                                 | SOHO_DATA_DIR names a directory that cannot be written: a-file/below
            SOHO_HTTP_ADDRESS   | example.org                                  | SOHO_HTTP_ADDRESS must be a literal IPv4 or IPv6 address, or localhost
            SOHO_HTTP_ADDRESS   | 127.0.0.256                                  | SOHO_HTTP_ADDRESS must be a literal IPv4 or IPv6 address, or localhost
            SOHO_HTTP_ADDRESS   | 192.0.2.1                                    | SOHO_HTTP_ADDRESS is no address of this machine: 192.0.2.1
            SOHO_OPERATOR_ADDRESS | *                                          | SOHO_OPERATOR_ADDRESS must be a literal IPv4 or IPv6 address, or localhost
            SOHO_DATA_DIR       | a$b                                          | SOHO_DATA_DIR must be a path of ASCII letters, digits, spaces and . _ + , = @ ~ ! % ' ( ) { } - only: {}/a$b
            SOHO_DATA_DIR       | a`touch ran`b                                | SOHO_DATA_DIR must be a path of ASCII letters, digits, spaces and . _ + , = @ ~ ! % ' ( ) { } - only: {}/a`touch ran`b
            SOHO_DATA_DIR       | a"b                                          | SOHO_DATA_DIR must be a path of ASCII letters, digits, spaces and . _ + , = @ ~ ! % ' ( ) { } - only: {}/a"b
            SOHO_DATA_DIR       | a#b                                          | SOHO_DATA_DIR must be a path of ASCII letters, digits, spaces and . _ + , = @ ~ ! % ' ( ) { } - only: {}/a#b
            SOHO_OPERATOR_PORT  | 65536                                        | SOHO_OPERATOR_PORT must be a whole number from 1 to 65535
            """)
    void a_bad_setting_is_named_in_one_line(String name, String value, String line) throws IOException {
        Files.createFile(directory.resolve("a-file"));
        assertNotStarted(
                Map.of(name, value), line.replace("{}", directory.toRealPath().toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SOHO_DB_URL", "SOHO_DB_POOL_MAX", "SOHO_OPERATOR_TOKEN", "SOHO_DATA_DIR", "SOHO_HTTP_ADDRESS"})
    void a_line_end_in_a_setting_is_named(String name) {
        assertNotStarted(
                Map.of(name, "0123456789abcdef0123456789abcdef\n"),
                name + " must not have a line end or another control character");
    }

    @Test
    void a_path_that_is_too_long_for_postgresql_is_named() throws IOException {
        String given = "a".repeat(200) + ("/" + "b".repeat(200)).repeat(3);
        assertNotStarted(
                Map.of("SOHO_DATA_DIR", given),
                "SOHO_DATA_DIR must be a path of at most 800 bytes: " + directory.toRealPath() + "/" + given);
    }

    @Test
    void a_wrong_option_is_named_before_anything_is_started() {
        assertNotStarted(Map.of(), "--adress is no option; --help lists them", "--adress", "127.0.0.1");
        assertNotStarted(
                Map.of(),
                "--contextroot: the API is at the root of its address; for another path put a proxy in front",
                "--contextroot",
                "soho");
        assertNotStarted(Map.of(), "--name needs a value", "--name");
        assertFalse(Files.exists(directory.resolve("soho-data")));
    }

    @Test
    void a_jar_where_java_cannot_read_it_is_named() throws IOException {
        Path jar = Files.copy(
                RunningServer.JAR,
                Files.createDirectory(directory.resolve("a!b")).resolve("enbro-soho.jar"));
        try (RunningServer server = RunningServer.of(jar, directory, Map.of())) {
            assertEquals(1, server.exitCode());
            assertEquals(
                    "the jar cannot be started from a path with an exclamation mark: " + jar + System.lineSeparator(),
                    server.err());
        }
    }

    @Test
    void an_unresponsive_database_is_named_in_one_line() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort() + "/x";
            try (RunningServer server =
                    RunningServer.start(directory, Map.of("SOHO_DB_URL", "jdbc:postgresql://" + address))) {
                assertNotEquals(0, server.exitCode());
                assertEquals(
                        "SOHO_DB_URL names a database that cannot be reached at " + address,
                        server.err().strip().replaceFirst("(/x): .*", "$1"));
            }
        }
    }

    @Test
    void the_ports_of_partners_and_operator_must_differ_and_be_free() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertNotStarted(
                    Map.of("SOHO_OPERATOR_PORT", port),
                    "SOHO_OPERATOR_PORT must not be the port of the partners' API: " + port,
                    "--port",
                    port);
            assertNotStarted(
                    Map.of("SOHO_OPERATOR_PORT", port),
                    "SOHO_OPERATOR_PORT " + port + " cannot be listened on at 127.0.0.1: Address already in use");
            assertNotStarted(
                    Map.of(),
                    "port " + port + " cannot be listened on at 127.0.0.1: Address already in use",
                    "--port",
                    port);
        }
    }

    @Test
    void the_port_of_tls_must_be_free() throws IOException, GeneralSecurityException {
        Path keys = directory.resolve("keys.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (OutputStream out = Files.newOutputStream(keys)) {
            store.store(out, "changeit".toCharArray());
        }
        Path file = directory.resolve("keys.properties");
        write(file, "javax.net.ssl.keyStore=" + keys + "\n");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertNotStarted(
                    Map.of(),
                    "sslport " + port + " cannot be listened on at 127.0.0.1: Address already in use",
                    "--systemproperties",
                    file.toString(),
                    "--sslport",
                    port);
        }
    }

    @Test
    void the_port_must_be_free_at_the_address_of_the_operators_command() throws IOException {
        Path commands = directory.resolve("commands.txt");
        write(
                commands,
                "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener"
                        + ".address=127.0.0.2\n");
        Map<String, String> settings = Map.of("SOHO_DB_URL", "jdbc:postgresql://127.0.0.1:1/x");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertNotStarted(
                    settings,
                    "port " + port + " cannot be listened on at 127.0.0.2: Address already in use",
                    "--prebootcommandfile",
                    commands.toString(),
                    "--port",
                    port);
        }
        // The start fails after the check of the port, at the next error.
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertNotStarted(
                    settings,
                    "SOHO_DB_URL names a database that cannot be reached at 127.0.0.1:1/x: Connection refused",
                    "--prebootcommandfile",
                    commands.toString(),
                    "--port",
                    Integer.toString(taken.getLocalPort()));
        }
    }

    /** The start fails after the check of the port, at the next error. */
    @Test
    void a_port_in_use_at_another_address_is_free() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            assertNotStarted(
                    Map.of("SOHO_DB_URL", "jdbc:postgresql://127.0.0.1:1/x", "SOHO_HTTP_ADDRESS", "127.0.0.1"),
                    "SOHO_DB_URL names a database that cannot be reached at 127.0.0.1:1/x: Connection refused",
                    "--port",
                    Integer.toString(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @CsvSource({"--sslport,18443", "--autobindssl,"})
    void tls_requires_a_private_key_store(String option, String value) {
        assertNotStarted(
                Map.of(),
                "TLS needs a key store of your own: -Djavax.net.ssl.keyStore=FILE before -jar, its password in"
                        + " javax.net.ssl.keyStorePassword",
                value == null ? new String[] {option} : new String[] {option, value});
    }

    @Test
    void unreadable_commands_of_the_operator_are_named() {
        assertNotStarted(
                Map.of("SOHO_DATA_DIR", "data"),
                "--prebootcommandfile nowhere cannot be read",
                "--prebootcommandfile",
                "nowhere");
    }

    @Test
    void a_system_property_overrides_the_environment() {
        Path file = directory.resolve("soho.properties");
        write(file, "soho.db.pool.max=none\n");
        try (RunningServer server = RunningServer.start(
                directory, Map.of("SOHO_DB_POOL_MAX", "10"), "--systemproperties", file.toString())) {
            assertEquals(1, server.exitCode());
            assertEquals("SOHO_DB_POOL_MAX must be a whole number from 1 to 1000\n", server.err());
        }
    }

    private void assertNotStarted(Map<String, String> settings, String line, String... options) {
        try (RunningServer server = RunningServer.start(directory, settings, options)) {
            assertEquals(1, server.exitCode());
            assertEquals(line + System.lineSeparator(), server.err());
            assertEquals("", server.out());
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
