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
 * Runs a program of PostgreSQL to completion.
 *
 * @param started receives the process, so that it can be ended early
 */
record Command(List<String> prefix, Path directory, Consumer<ProcessHandle> started) {
    private static final Set<String> RETAINED = Set.of("PATH", "TZ", "SystemRoot");

    /** The result: the exit code and the whole output. */
    record Outcome(int code, String output) {
        boolean successful() {
            return code == 0;
        }

        /** The last non-blank line, which in PostgreSQL's output is the reason for a failure. */
        String lastLine() {
            return output.lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last.strip());
        }
    }

    Outcome run(int seconds, Path program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(prefix);
        line.add(program.toString());
        line.addAll(List.of(arguments));
        // A file instead of a pipe: the server that pg_ctl starts inherits it and would keep a pipe open forever.
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
     * Retains only the variables that a program needs. Others contain secrets of the application, or are the operator's
     * PGPORT, PGDATA and the like, meant for another server. The locale is C, because messages are parsed.
     */
    private void clean(Map<String, String> environment) {
        environment.keySet().retainAll(RETAINED);
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
