package be.enbro.soho.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the server wrote since its start. Some servers add a number to the name of the file that they were given. */
final class ServerLog {
    private ServerLog() {}

    static String text() {
        return files().stream().map(ServerLog::read).collect(Collectors.joining("\n"));
    }

    /** The lines of the request with this id; waits a moment, as the line may follow the answer. */
    static List<String> ofRequest(String id) throws InterruptedException {
        List<String> lines = List.of();
        for (int i = 0; i < 40 && lines.isEmpty(); i++) {
            lines = text().lines().filter(line -> line.contains(id)).toList();
            Thread.sleep(50);
        }
        Thread.sleep(100);
        return text().lines().filter(line -> line.contains(id)).toList();
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
