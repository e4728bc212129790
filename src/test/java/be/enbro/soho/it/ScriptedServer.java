package be.enbro.soho.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.persistence.Version;

/**
 * A server that is installed, started, deployed to and stopped by the scripts in server-config, as by an operator.
 *
 * @param distribution the server's zip file, downloaded by Maven
 * @param library the jar that {@code install.sh} adds to the server
 * @param logFile the server's log, below its home
 */
record ScriptedServer(Path scripts, Path distribution, Path library, String logFile) {

    /** Returns the server of the Maven profile; empty for Payara Micro, which Arquillian starts. */
    static Optional<ScriptedServer> configured() {
        return switch (launched()) {
            case "payara-server" -> Optional.of(new ScriptedServer(
                    Path.of("server-config/payara"),
                    OneServer.directory().resolve("payara.zip"),
                    Path.of("target/enbro-soho-payara.jar"),
                    "glassfish/domains/soho/logs/server.log"));
            case "wildfly" -> Optional.of(new ScriptedServer(
                    Path.of("server-config/wildfly"),
                    OneServer.directory().resolve("wildfly-dist.zip"),
                    jarOf(Version.class),
                    "standalone/log/server.log"));
            default -> Optional.empty();
        };
    }

    /** The name of the server in the Maven profiles and in {@code arquillian.xml}. */
    static String launched() {
        return System.getProperty("arquillian.launch", "payara-micro");
    }

    /** Installs the server, or the changes since the last installation. */
    void install() throws IOException, InterruptedException {
        // Fails if nothing is installed yet; install.sh rejects a server that is running.
        run(Map.of(), "stop.sh");
        require("install.sh", distribution.toString(), library.toString());
    }

    void start() throws IOException, InterruptedException {
        require("start.sh");
        require("deploy.sh", war().toString());
    }

    void stop() throws IOException, InterruptedException {
        require("stop.sh");
    }

    /** The WAR built by Maven. */
    static Path war() {
        return Path.of("target/enbro-soho.war").toAbsolutePath();
    }

    Path log() {
        return home().resolve(logFile);
    }

    /** The port of the administration on the loopback address. */
    static int administrationPort() {
        return Integer.getInteger("soho.it.admin.port");
    }

    /** The process id of the server. */
    long pid() {
        try {
            return Long.parseLong(Files.readString(pidFile()).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The file in which the scripts, or the server, record its process id. */
    Path pidFile() {
        return Stream.of("glassfish/domains/soho/config", "standalone/tmp")
                .map(home()::resolve)
                .filter(Files::isDirectory)
                .map(directory -> directory.resolve(directory.endsWith("config") ? "pid" : "soho.pid"))
                .findFirst()
                .orElseThrow();
    }

    private void require(String script, String... arguments) throws IOException, InterruptedException {
        Ended ended = run(Map.of(), script, arguments);
        if (ended.code() != 0) {
            throw new IllegalStateException(script + " ended with " + ended.code() + ": " + ended.output());
        }
    }

    /** Runs one of the scripts for HAProxy, where no HAProxy runs. */
    Ended runOfHaproxy(String script, String... arguments) throws IOException, InterruptedException {
        return run(Map.of("SOHO_ADMIN_SOCKET", "/nowhere"), "../haproxy/" + script, arguments);
    }

    /** Runs a script with these settings instead of the suite's. */
    Ended run(Map<String, String> settings, String script, String... arguments)
            throws IOException, InterruptedException {
        Path output = OneServer.directory().resolve(Path.of(script).getFileName() + ".log");
        List<String> command =
                new ArrayList<>(List.of("bash", scripts.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment());
        builder.environment().putAll(settings);
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(output));
    }

    /** The result of a script: its exit code and output. */
    record Ended(int code, String output) {}

    static Path home() {
        return Path.of(System.getProperty("soho.it.home"));
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException noFile) {
            throw new IllegalStateException(noFile);
        }
    }

    private static Map<String, String> environment() {
        String home = home().toString();
        return Map.of(
                "PAYARA_HOME", home,
                "WILDFLY_HOME", home,
                "SOHO_HTTP_PORT", System.getProperty("soho.it.port"),
                "SOHO_ADMIN_PORT", System.getProperty("soho.it.admin.port"),
                "SOHO_DB_URL", System.getProperty("soho.db.url"),
                "SOHO_DB_USER", System.getProperty("soho.db.user"),
                "SOHO_DB_PASSWORD", System.getProperty("soho.db.password"),
                "SOHO_OPERATOR_TOKEN", Settings.operatorToken(),
                "SOHO_RATE_BURST", Integer.toString(Settings.rateBurst()),
                "SOHO_RATE_PER_SECOND", Integer.toString(Settings.ratePerSecond()));
    }
}
