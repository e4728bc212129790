package be.enbro.soho.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP ports on which a process listens, according to Linux. */
public record Sockets(Set<Integer> listening) {
    private static final String LISTEN = "0A";

    /** Returns the ports of the process with this id. */
    public static Sockets of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            Set<String> own = files.map(Sockets::target).collect(Collectors.toSet());
            return new Sockets(listening(process, own));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static Set<Integer> listening(Path process, Set<String> own) throws IOException {
        try (Stream<String> four = Files.lines(process.resolve("net/tcp"));
                Stream<String> six = Files.lines(process.resolve("net/tcp6"))) {
            return Stream.concat(four, six)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns[3].equals(LISTEN) && own.contains("socket:[" + columns[9] + "]"))
                    .map(columns -> columns[1].replaceFirst(".*:", ""))
                    .map(port -> Integer.parseInt(port, 16))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
