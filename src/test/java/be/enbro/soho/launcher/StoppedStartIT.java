package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests SIGTERM during the start: the server ends as a running one does, with all processes that it started. */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoppedStartIT {
    @TempDir
    static Path directory;

    @Test
    @Order(1)
    void while_initdb_creates_the_data() {
        endsCleanlyOnceThereIs("bin/postgres");
    }

    @Test
    @Order(2)
    void while_pg_ctl_starts_the_database() {
        endsCleanlyOnceThereIs("listen_addresses");
    }

    @Test
    @Order(3)
    void while_payara_micro_starts() {
        List<Path> earlier = left("runtime-.*");
        try (RunningServer server = RunningServer.start(directory, Map.of())) {
            RunningServer.await("for the server's files", () -> !earlier.containsAll(left("runtime-.*")));
            endsCleanly(server);
        }
        assertEquals(List.of(), left("output.*"));
    }

    private static void endsCleanlyOnceThereIs(String argument) {
        try (RunningServer server = RunningServer.start(directory, Map.of())) {
            RunningServer.await("for " + argument, () -> programs().stream().anyMatch(line -> line.contains(argument)));
            endsCleanly(server);
        }
    }

    private static void endsCleanly(RunningServer server) {
        server.terminate();
        assertEquals(0, server.exitCode());
        assertEquals("", server.err());
        assertEquals("", server.out());
        RunningServer.await(
                "for PostgreSQL to be gone: " + programs(), () -> programs().isEmpty());
    }

    /** Returns the command lines of the programs in the data directory that are running. */
    private static List<String> programs() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(data() + "/binaries"))
                .toList();
    }

    private static List<Path> left(String pattern) {
        try (Stream<Path> all = Files.list(data())) {
            return all.filter(each -> each.getFileName().toString().matches(pattern))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path data() {
        return directory.toAbsolutePath().resolve("soho-data");
    }
}
