package be.enbro.soho.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the unit's command line with the unit's environment, as systemd would. */
@EnabledOnOs(OS.LINUX)
class SystemdUnitIT {
    private static final Path UNIT = Path.of("server-config", "payara-micro", "enbro-soho.service");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private static final String OPERATOR_TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path state;

    @Test
    void the_unit_serves_partners_and_operator_on_separate_ports() throws Exception {
        int port = RunningServer.freePort();
        int operatorPort = RunningServer.freePort();
        Map<String, String> environment = new HashMap<>(environment());
        // An operator sets this in /etc/enbro-soho/env.
        environment.put("JAVA", RunningServer.java());
        environment.put("SOHO_HTTP_PORT", Integer.toString(port));
        environment.put("SOHO_OPERATOR_PORT", Integer.toString(operatorPort));
        environment.put("SOHO_OPERATOR_TOKEN", OPERATOR_TOKEN);
        Files.createDirectories(state.resolve("enbro-soho"));
        try (RunningServer server = RunningServer.run(state.resolve("enbro-soho"), environment, port, commandLine())
                .ready()) {
            assertEquals("127.0.0.1", environment.get("SOHO_HTTP_ADDRESS"));
            assertEquals(200, server.get("/health/ready", "nobody").statusCode());
            assertTrue(server.isClosedAt("127.0.0.2"));
            assertTrue(Files.isDirectory(state.resolve("enbro-soho/data/postgresql")));
            assertEquals(200, status(operatorPort, "/health/ready"));
            assertOperatorsListener(port, operatorPort);
            assertTrue(server.out().contains(" on http://127.0.0.1:" + port + " "), server.out());
            server.terminate();
            assertEquals(0, server.exitCode());
            await("both ports to be closed").atMost(Duration.ofSeconds(1)).until(() -> server.isClosedAt("127.0.0.1"));
        }
    }

    private List<String> commandLine() throws IOException {
        return words(
                values("ExecStart").get(0).replace("/opt/enbro-soho/enbro-soho.jar", RunningServer.JAR.toString()));
    }

    private Map<String, String> environment() throws IOException {
        Map<String, String> environment = new HashMap<>();
        for (String line : values("Environment")) {
            for (String word : words(line.replace("%S", state.toString()))) {
                environment.put(word.replaceFirst("=.*", ""), word.replaceFirst("[^=]*=", ""));
            }
        }
        return environment;
    }

    /** A line that ends with a backslash continues on the next line. */
    private static List<String> values(String name) throws IOException {
        List<String> values = new ArrayList<>();
        for (String line : Files.readString(UNIT).replaceAll("\\\\\\n\\s*", " ").split("\n")) {
            if (line.startsWith(name + "=")) {
                values.add(line.substring(name.length() + 1));
            }
        }
        return values;
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map((MatchResult word) -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
    }

    /**
     * Contract extensions, section 1: a listener does not serve the paths of the other, whatever token the caller has.
     */
    private static void assertOperatorsListener(int port, int operatorPort) throws IOException, InterruptedException {
        assertEquals(200, status(operatorPort, "/operator/v1/suppliers"));
        assertEquals(404, status(operatorPort, "/operator"));
        assertEquals(200, status(operatorPort, "/operator/openapi.json"));
        for (String path : List.of(
                "/api/v1/ping",
                "/api/v1/me",
                "/operatorx",
                "/",
                "/docs",
                "/docs/",
                "/docs/assets/portal.css",
                "/openapi.json",
                "/.well-known/api-catalog")) {
            assertEquals(404, status(operatorPort, path), path);
        }
        for (String path : List.of(
                "/operator/v1/suppliers", "/operator", "/operator/v1/suppliers?page=1", "/operator/openapi.json")) {
            assertEquals(404, status(port, path), path);
        }
        for (String path : List.of("/%6fperator/v1/suppliers", "/operator/%761/suppliers", "/OPERATOR/v1/suppliers")) {
            assertTrue(status(port, path) >= 400, path);
        }
        assertEquals(200, status(port, "/api/v1/ping"));
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + OPERATOR_TOKEN)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
