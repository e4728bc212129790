package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules, section 9: a bad setting is one clear line that names it, and an exit code other than 0. */
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
            SOHO_DB_POOL_MAX    | 0                                            | SOHO_DB_POOL_MAX must be a whole number from 1 to 1000
            SOHO_DB_POOL_MAX    | 1001                                         | SOHO_DB_POOL_MAX must be a whole number from 1 to 1000
            SOHO_DB_POOL_MAX    | many                                         | SOHO_DB_POOL_MAX must be a whole number from 1 to 1000
            SOHO_OPERATOR_TOKEN | 31-characters-are-not-quite-it-              | SOHO_OPERATOR_TOKEN must be at least 32 characters long
            SOHO_OPERATOR_TOKEN | 0123456789abcdef0123456789abcdef-é           | SOHO_OPERATOR_TOKEN must be visible ASCII characters without spaces
            SOHO_OPERATOR_TOKEN | 0123456789abcdef 0123456789abcdef            | SOHO_OPERATOR_TOKEN must be visible ASCII characters without spaces
            SOHO_CONCURRENT_REQUESTS | 0                                       | SOHO_CONCURRENT_REQUESTS must be a whole number from 1 to 10000
            SOHO_CONCURRENT_REQUESTS | 10001                                   | SOHO_CONCURRENT_REQUESTS must be a whole number from 1 to 10000
            SOHO_DATA_DIR       | a-file                                       | SOHO_DATA_DIR names a file, not a directory: a-file
            SOHO_DATA_DIR       | a-file/below                                 | SOHO_DATA_DIR names a directory that cannot be written: a-file/below
            SOHO_HTTP_ADDRESS   | example.org                                  | SOHO_HTTP_ADDRESS must be a literal IPv4 or IPv6 address, or localhost
            SOHO_HTTP_ADDRESS   | 127.0.0.256                                  | SOHO_HTTP_ADDRESS must be a literal IPv4 or IPv6 address, or localhost
            SOHO_HTTP_ADDRESS   | 192.0.2.1                                    | SOHO_HTTP_ADDRESS is no address of this machine: 192.0.2.1
            SOHO_OPERATOR_ADDRESS | *                                          | SOHO_OPERATOR_ADDRESS must be a literal IPv4 or IPv6 address, or localhost
            SOHO_OPERATOR_PORT  | 65536                                        | SOHO_OPERATOR_PORT must be a whole number from 1 to 65535
            """)
    void a_bad_setting_is_named_in_one_line(String name, String value, String line) throws IOException {
        Files.createFile(directory.resolve("a-file"));
        refuses(Map.of(name, value), line);
    }

    @Test
    void a_database_that_says_nothing_is_named_in_one_line() throws IOException {
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
            refuses(
                    Map.of("SOHO_OPERATOR_PORT", port),
                    "SOHO_OPERATOR_PORT must not be the port of the partners' API: " + port,
                    "--port",
                    port);
            refuses(
                    Map.of("SOHO_OPERATOR_PORT", port),
                    "SOHO_OPERATOR_PORT " + port + " cannot be listened on at 127.0.0.1: Address already in use");
            refuses(
                    Map.of(),
                    "port " + port + " cannot be listened on at 127.0.0.1: Address already in use",
                    "--port",
                    port);
        }
    }

    /** Past the check of the port, to the next fault. */
    @Test
    void a_port_that_is_taken_at_another_address_is_free() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            refuses(
                    Map.of("SOHO_DB_URL", "jdbc:postgresql://127.0.0.1:1/x", "SOHO_HTTP_ADDRESS", "127.0.0.1"),
                    "SOHO_DB_URL names a database that cannot be reached at 127.0.0.1:1/x: Connection refused",
                    "--port",
                    Integer.toString(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @CsvSource({"--sslport,18443", "--autobindssl,"})
    void tls_needs_a_key_that_not_everybody_has(String option, String value) {
        refuses(
                Map.of(),
                "TLS needs a key store of your own: -Djavax.net.ssl.keyStore=FILE before -jar, its password in"
                        + " javax.net.ssl.keyStorePassword",
                value == null ? new String[] {option} : new String[] {option, value});
    }

    @Test
    void commands_of_the_operators_that_cannot_be_read_are_named() {
        refuses(
                Map.of("SOHO_DATA_DIR", "data"),
                "--prebootcommandfile nowhere cannot be read",
                "--prebootcommandfile",
                "nowhere");
    }

    @Test
    void a_system_property_wins_over_the_environment() {
        Path file = directory.resolve("soho.properties");
        write(file, "soho.db.pool.max=none\n");
        try (RunningServer server = RunningServer.start(
                directory, Map.of("SOHO_DB_POOL_MAX", "10"), "--systemproperties", file.toString())) {
            assertEquals(1, server.exitCode());
            assertEquals("SOHO_DB_POOL_MAX must be a whole number from 1 to 1000\n", server.err());
        }
    }

    private void refuses(Map<String, String> settings, String line, String... options) {
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
