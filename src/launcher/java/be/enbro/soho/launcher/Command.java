package be.enbro.soho.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program of PostgreSQL, run to its end.
 *
 * @param started is told of its process, which can be ended before
 */
record Command(List<String> prefix, Path directory, Consumer<ProcessHandle> started) {
    private static final Set<String> KEPT = Set.of("PATH", "TZ", "SystemRoot");

    /** What came of it: the exit code, and all it wrote. */
    record Outcome(int code, String output) {
        boolean successful() {
            return code == 0;
        }

        /** The last line that says something; what PostgreSQL writes last is what stopped it. */
        String lastLine() {
            return output.lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last.strip());
        }
    }

    Outcome run(int seconds, Path program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(prefix);
        line.add(program.toString());
        line.addAll(List.of(arguments));
        // a file and no pipe: the server that pg_ctl starts inherits it and would keep the pipe open for good
        Path output = Files.createTempFile(directory, "output", ".txt");
        try {
            return run(line, seconds, output.toFile());
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private Outcome run(List<String> line, int seconds, File output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        clean(builder.environment());
        Process process = builder.start();
        started.accept(process.toHandle());
        return new Outcome(code(process, seconds), Files.readString(output.toPath(), StandardCharsets.ISO_8859_1));
    }

    /**
     * Leaves the few names that a program needs. Others are secrets of the application, which the database has no business to
     * know, or a PGPORT, PGDATA and the like of the operator's, meant for another server. Messages are looked at: English.
     */
    private void clean(Map<String, String> environment) {
        environment.keySet().retainAll(KEPT);
        environment.put("LC_ALL", "C");
        environment.put("TMPDIR", directory.toString());
    }

    private static int code(Process process, int seconds) {
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return -1;
    }
}
