package be.enbro.soho.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A server that the scripts in server-config start, deploy to and stop, as its operator would. */
record ScriptedServer(Path scripts) {

    /** The server whose scripts Maven's profile names; none if Arquillian has a connector for it. */
    static Optional<ScriptedServer> configured() {
        return Optional.ofNullable(System.getProperty("soho.it.scripts"))
                .filter(scripts -> !scripts.isEmpty())
                .map(scripts -> new ScriptedServer(Path.of(scripts)));
    }

    void start() throws IOException, InterruptedException {
        require("stop.sh");
        require("start.sh");
        require("deploy.sh", war().toString());
    }

    void stop() throws IOException, InterruptedException {
        require("stop.sh");
    }

    /** The WAR that Maven built. */
    static Path war() {
        return Path.of(System.getProperty("soho.it.war"));
    }

    /** Where the server is administered, on the loopback address. */
    static int administrationPort() {
        return Integer.getInteger("soho.it.admin.port");
    }

    /** The number of the server's process. */
    long pid() {
        try {
            return Long.parseLong(Files.readString(pidFile()).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where the scripts, or the server, write down the number of its process. */
    Path pidFile() {
        Path home = Path.of(System.getProperty("soho.it.home"));
        return Stream.of("glassfish/domains/soho/config", "standalone/tmp")
                .map(home::resolve)
                .filter(Files::isDirectory)
                .map(directory -> directory.resolve(directory.endsWith("config") ? "pid" : "soho.pid"))
                .findFirst()
                .orElseThrow();
    }

    private void require(String script, String... arguments) throws IOException, InterruptedException {
        Ended ended = run(Map.of(), script, arguments);
        if (ended.code() != 0) {
            throw new IllegalStateException(script + " ended with " + ended.code() + ": " + ended.said());
        }
    }

    /** Runs one of the scripts for HAProxy, where there is none. */
    Ended runOfHaproxy(String script, String... arguments) throws IOException, InterruptedException {
        return run(Map.of("SOHO_ADMIN_SOCKET", "/nowhere"), "../haproxy/" + script, arguments);
    }

    /** Runs a script with these settings in place of the suite's. */
    Ended run(Map<String, String> settings, String script, String... arguments)
            throws IOException, InterruptedException {
        Path said = OneServer.directory().resolve(Path.of(script).getFileName() + ".log");
        List<String> command =
                new ArrayList<>(List.of("bash", scripts.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment());
        builder.environment().putAll(settings);
        int code = builder.start().waitFor();
        return new Ended(code, Files.readString(said));
    }

    /** A script that has ended, with its exit code and all that it said. */
    record Ended(int code, String said) {}

    private static Map<String, String> environment() {
        String home = System.getProperty("soho.it.home");
        return Map.of(
                "PAYARA_HOME", home,
                "WILDFLY_HOME", home,
                "SOHO_HTTP_PORT", System.getProperty("soho.it.port"),
                "SOHO_ADMIN_PORT", System.getProperty("soho.it.admin.port"),
                "SOHO_DB_URL", System.getProperty("soho.db.url"),
                "SOHO_DB_USER", System.getProperty("soho.db.user"),
                "SOHO_DB_PASSWORD", System.getProperty("soho.db.password"),
                "SOHO_OPERATOR_TOKEN", Settings.operatorToken());
    }
}
