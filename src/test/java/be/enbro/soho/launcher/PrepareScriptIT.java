package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests the effect of prepare.sh on its directory and the processes that it leaves running. */
@EnabledOnOs(OS.LINUX)
class PrepareScriptIT {
    private static final Path SCRIPT = Path.of("server-config", "payara-micro", "prepare.sh");

    @TempDir
    Path directory;

    @Test
    void a_directory_not_created_by_the_script_is_rejected_and_unchanged() throws Exception {
        Path theirs = Files.createDirectory(directory.resolve("theirs"));
        Files.writeString(theirs.resolve("thesis.txt"), "a year's work");
        Files.createDirectory(theirs.resolve("runtime"));

        assertEquals(1, prepare(theirs).waitFor());

        assertEquals(
                "prepare.sh: " + theirs + " is not empty, and prepare.sh has not made it: choose another\n", output());
        assertEquals("a year's work", Files.readString(theirs.resolve("thesis.txt")));
        assertEquals(List.of("runtime", "thesis.txt"), names(theirs));
    }

    @Test
    void on_termination_it_stops_its_processes_and_keeps_files_of_others() throws Exception {
        Path server = Files.createDirectory(directory.resolve("server"));
        // As left by an earlier call, with a file added by somebody else.
        Files.createFile(server.resolve("prepare.log"));
        Files.writeString(server.resolve("start.options"), "of another jar");
        Files.writeString(server.resolve("notes.txt"), "theirs");

        Process script = prepare(server);
        RunningServer.await(
                "for PostgreSQL: " + output(),
                () -> !script.isAlive()
                        || programs(server + "/database/binaries").count() > 0);
        script.destroy();

        assertEquals(1, script.waitFor(), this::output);
        RunningServer.await(
                "for its programs to end", () -> programs(server.toString()).count() == 0);
        assertEquals("theirs", Files.readString(server.resolve("notes.txt")));
        assertFalse(Files.exists(server.resolve("start.options")));
        assertFalse(Files.exists(server.resolve("database")));
    }

    private Process prepare(Path server) throws IOException {
        ProcessBuilder script = new ProcessBuilder(
                        "sh", SCRIPT.toString(), RunningServer.JAR.toString(), server.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return script.start();
    }

    private String output() {
        try {
            return Files.readString(directory.resolve("output.txt"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> programs(String argument) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(argument));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
