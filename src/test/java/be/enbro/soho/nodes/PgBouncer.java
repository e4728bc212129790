package be.enbro.soho.nodes;

import be.enbro.soho.launcher.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PgBouncer in transaction mode: it assigns its few connections to PostgreSQL for one transaction at a time. */
final class PgBouncer implements AutoCloseable {
    /** Fewer than a node's pool. */
    private static final int CONNECTIONS = 8;

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts PgBouncer in front of the database {@code soho} of these settings.
     *
     * @param droppedParameters start-up parameters that PgBouncer ignores
     */
    static PgBouncer before(Path directory, int databasePort, Map<String, String> settings, String droppedParameters)
            throws IOException {
        String program = Program.named("pgbouncer", "1.18 or later");
        int port = RunningServer.freePort();
        Path configuration = Files.createTempFile(directory, "pgbouncer", ".ini");
        Files.writeString(
                configuration,
                """
                [databases]
                soho = host=127.0.0.1 port=%d user=%s password=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                ignore_startup_parameters = %s
                """
                        .formatted(
                                databasePort,
                                settings.get("SOHO_DB_USER"),
                                settings.get("SOHO_DB_PASSWORD"),
                                port,
                                CONNECTIONS,
                                droppedParameters));
        if (remembersPreparedStatements(program)) {
            Files.writeString(configuration, Files.readString(configuration) + "max_prepared_statements = 0\n");
        }
        List<String> command = new ArrayList<>(List.of(program));
        // PgBouncer does not run as root.
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(configuration.toString());
        Path log = directory.resolve("pgbouncer.txt");
        PgBouncer pooler = new PgBouncer(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                port);
        RunningServer.await("for PgBouncer", () -> pooler.isListening() || !pooler.process.isAlive());
        if (!pooler.process.isAlive()) {
            throw new AssertionError("PgBouncer does not start: " + Files.readString(log));
        }
        return pooler;
    }

    String url() {
        return "jdbc:postgresql://" + address();
    }

    String address() {
        return "127.0.0.1:" + port + "/soho";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /**
     * Returns whether PgBouncer supports prepared statements, as it does since version 1.21; these tests then disable
     * that.
     */
    private static boolean remembersPreparedStatements(String program) throws IOException {
        Process version = new ProcessBuilder(program, "--version").start();
        String[] number = new String(version.getInputStream().readAllBytes()).split("\\s+")[1].split("\\.");
        return Integer.parseInt(number[0]) > 1 || Integer.parseInt(number[1]) >= 21;
    }

    private boolean isListening() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
