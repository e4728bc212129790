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
        run("stop.sh");
        run("start.sh");
        run("deploy.sh", System.getProperty("soho.it.war"));
    }

    void stop() throws IOException, InterruptedException {
        run("stop.sh");
    }

    /** Where the server is administered, on the loopback address. */
    static int administrationPort() {
        return Integer.getInteger("soho.it.admin.port");
    }

    /** The number of the server's process. */
    long pid() {
        Path home = Path.of(System.getProperty("soho.it.home"));
        return Stream.of("glassfish/domains/soho/config/pid", "standalone/tmp/soho.pid")
                .map(home::resolve)
                .filter(Files::exists)
                .map(ScriptedServer::number)
                .findFirst()
                .orElseThrow();
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void run(String script, String... arguments) throws IOException, InterruptedException {
        Path said = OneServer.directory().resolve(script + ".log");
        List<String> command =
                new ArrayList<>(List.of("bash", scripts.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment());
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(script + " ended with " + code + ": " + Files.readString(said));
        }
    }

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
