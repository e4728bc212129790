package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The suite's PostgreSQL, which logs every statement and can be stopped, restarted and frozen while the server runs.
 */
public final class Database {
    private static final Path DATA = OneServer.directory().resolve("postgres");
    static final Path LOG = OneServer.directory().resolve("postgres.log");

    private static EmbeddedPostgres postgres;

    private Database() {}

    /** Creates a PostgreSQL with an empty database for the application. */
    public static void create() throws IOException {
        Files.createDirectories(OneServer.directory());
        delete(DATA);
        Files.deleteIfExists(LOG);
        start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE ROLE soho LOGIN PASSWORD '" + Settings.DATABASE_PASSWORD + "'");
            statement.execute("CREATE DATABASE soho OWNER soho");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it with the data that it had. */
    public static void start() {
        try {
            postgres = EmbeddedPostgres.builder()
                    .setPort(Settings.databasePort())
                    .setDataDirectory(DATA)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "off")
                    // What was committed survives the end of PostgreSQL's processes.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("log_statement", "all")
                    .setServerConfig("log_parameter_max_length", "0")
                    .setServerConfig("log_line_prefix", "%p:")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it; the data remains until the next one is created. */
    public static void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends all of its processes by SIGKILL. */
    public static void kill() {
        long postmaster = postmaster();
        signal("KILL");
        await("PostgreSQL to be gone").atMost(Duration.ofSeconds(10)).until(() -> ProcessHandle.of(postmaster)
                .filter(ProcessHandle::isAlive)
                .isEmpty());
        // Releases the lock on the directory.
        stop();
    }

    /** Suspends all of its processes: connections remain open but do not respond. */
    static void freeze() {
        signal("STOP");
    }

    static void thaw() {
        signal("CONT");
    }

    public static int update(String sql, Object... parameters) {
        return sql().update(sql, parameters);
    }

    /** Returns the first column of the only row as a number. */
    public static long number(String sql, Object... parameters) {
        return sql().number(sql, parameters);
    }

    /** Returns the first column of the only row as text. */
    public static String text(String sql, Object... parameters) {
        return sql().text(sql, parameters);
    }

    /** Changes settings for later sessions; works even if transactions are read-only by default. */
    public static void administer(String... statements) {
        String before = text("SELECT pg_conf_load_time()");
        try (Connection session = session();
                Statement statement = session.createStatement()) {
            statement.execute("SET default_transaction_read_only = off");
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        await("new sessions to have the settings")
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(10))
                .until(() -> !text("SELECT pg_conf_load_time()").equals(before));
    }

    /** Opens a separate session, for a transaction that remains open. */
    public static Connection session() throws SQLException {
        return sql().database().getConnection();
    }

    private static Sql sql() {
        return new Sql(postgres.getDatabase("postgres", "soho"));
    }

    private static long postmaster() {
        try {
            return Long.parseLong(
                    Files.readAllLines(DATA.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name) {
        long postmaster = postmaster();
        try {
            List<String> command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(postmaster)));
            ProcessHandle.of(postmaster)
                    .orElseThrow()
                    .descendants()
                    .forEach(process -> command.add(Long.toString(process.pid())));
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
