package be.enbro.soho.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged jar, run like an operator does: a process with its output, port and exit code. */
public final class RunningServer implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 120;
    static final Path JAR = Path.of("target", "enbro-soho.jar").toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path directory;
    private final Map<String, String> settings;
    private final Process process;
    private final Path out;
    private final Path err;
    private final int port;

    private RunningServer(Path directory, Map<String, String> settings, Process process, Path out, Path err, int port) {
        this.directory = directory;
        this.settings = settings;
        this.process = process;
        this.out = out;
        this.err = err;
        this.port = port;
    }

    /** Starts the jar in the directory with these environment variables and options, on a free port. */
    public static RunningServer start(Path directory, Map<String, String> settings, String... options) {
        return start(directory, settings, freePort(), options);
    }

    /** Starts another server in place of this one, which has ended: same directory, settings and port. */
    public RunningServer again(String... options) {
        return start(directory, settings, port, options);
    }

    /** Starts a jar other than the one that was built. */
    public static RunningServer of(Path jar, Path directory, Map<String, String> settings) {
        return start(jar, directory, settings, freePort());
    }

    private static RunningServer start(Path directory, Map<String, String> settings, int port, String... options) {
        return start(JAR, directory, settings, port, options);
    }

    private static RunningServer start(
            Path jar, Path directory, Map<String, String> settings, int port, String... options) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                // An own directory, which contains no files of other servers.
                "-Djava.io.tmpdir=" + directory,
                "-jar",
                jar.toAbsolutePath().toString(),
                "--port",
                Integer.toString(port)));
        command.addAll(Arrays.asList(options));
        return run(directory, settings, port, command);
    }

    /** Runs a command line that starts the server on this port. */
    static RunningServer run(Path directory, Map<String, String> settings, int port, List<String> command) {
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Path err = Files.createTempFile(directory, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SOHO_"));
            builder.environment().putAll(settings);
            return new RunningServer(directory, settings, builder.start(), out, err, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The Java executable that runs the tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Returns whether the port is closed at an address other than 127.0.0.1. */
    boolean isClosedAt(String address) {
        try (Socket socket = new Socket(address, port)) {
            return !socket.isConnected();
        } catch (ConnectException refused) {
            return true;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until the server is ready. */
    public RunningServer ready() {
        await("to be ready", () -> out().contains("is ready on") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("ended instead of serving: " + out() + err());
        }
        return this;
    }

    /** Waits until the process has ended and returns its exit code. */
    public int exitCode() {
        try {
            if (process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("does not end: " + out() + err());
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** The CPU time used so far. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** The HTTP port on the loopback address. */
    public int port() {
        return port;
    }

    /** Sends SIGKILL and waits for the end. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    String out() {
        return read(out);
    }

    /** The output on standard error: the log. */
    public String err() {
        return read(err);
    }

    /** Returns the token in the {@code curl} line that is printed for a new database. */
    String demoToken() {
        Matcher line = Pattern.compile("curl -H \"Authorization: Bearer ([0-9a-f]{32})\" (\\S+)")
                .matcher(out());
        if (!line.find()) {
            throw new AssertionError("no curl line in " + out());
        }
        return line.group(1);
    }

    HttpResponse<String> get(String path, String token) {
        return ask(path, token).join();
    }

    CompletableFuture<HttpResponse<String>> ask(String path, String token) {
        return ask(path, "Authorization", "Bearer " + token);
    }

    CompletableFuture<HttpResponse<String>> ask(String path, String header, String value) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(header, value)
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> post(String path, String token, String json) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Polls until the condition is true, for two minutes at most. */
    public static void await(String what, BooleanSupplier condition) {
        Awaitility.await(what).atMost(Duration.ofSeconds(TIMEOUT_SECONDS)).until(condition::getAsBoolean);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns a free port. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
