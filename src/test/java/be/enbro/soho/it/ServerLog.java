package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server's log since its start. Some servers append a number to the configured file name. */
final class ServerLog {
    private ServerLog() {}

    /**
     * Creates the logging configuration of the runnable jar, with output to a file, and to the console, where
     * Arquillian's connector detects the start.
     */
    static Path configuration() {
        Path file = OneServer.directory().resolve("logging.properties");
        try {
            Properties configuration = new Properties();
            try (Reader ours = Files.newBufferedReader(Path.of("server-config/payara-micro/logging.properties"))) {
                configuration.load(ours);
            }
            configuration.remove("java.util.logging.ConsoleHandler.filter");
            configuration.setProperty("handlers", "java.util.logging.ConsoleHandler java.util.logging.FileHandler");
            configuration.setProperty("java.util.logging.FileHandler.pattern", System.getProperty("soho.it.log"));
            configuration.setProperty("java.util.logging.FileHandler.formatter", "java.util.logging.SimpleFormatter");
            configuration.setProperty("java.util.logging.FileHandler.append", "true");
            configuration.setProperty("PayaraMicro.level", "INFO");
            Files.createDirectories(file.getParent());
            try (Writer written = Files.newBufferedWriter(file)) {
                configuration.store(written, null);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text() {
        return files().stream().map(ServerLog::read).collect(Collectors.joining("\n"));
    }

    /**
     * Returns the lines of the request with this id, of which there is at least one; waits for them, because they may
     * follow the response.
     */
    static List<String> ofRequest(String id) {
        return await("log lines of " + id)
                .during(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(3))
                .until(() -> text().lines().filter(line -> line.contains(id)).toList(), lines -> !lines.isEmpty());
    }

    /** Returns the reasons for the 503s of requests whose ids have this prefix. */
    static Set<String> reasons(String beginningOfIds) {
        return Pattern.compile("unavailable: ([^(\\n]*?)(?: \\([^)]*\\))? request=" + Pattern.quote(beginningOfIds))
                .matcher(text())
                .results()
                .map(line -> line.group(1))
                .collect(Collectors.toSet());
    }

    static void delete() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    private static List<Path> files() {
        Path log = Path.of(System.getProperty("soho.it.log"));
        try (Stream<Path> files = Files.list(log.getParent())) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches(Pattern.quote(log.getFileName().toString()) + "(\\.\\d+)?"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
