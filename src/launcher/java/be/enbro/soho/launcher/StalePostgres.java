package be.enbro.soho.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Cleans up after a killed server: a PostgreSQL that still runs, or a {@code postmaster.pid} whose process id now
 * belongs to an unrelated process, which PostgreSQL would mistake for its own.
 */
record StalePostgres(Path data, Path programs) {
    private static final int KILL_SECONDS = 10;

    /** Stops a PostgreSQL that is still running. */
    interface Stop {
        void run() throws IOException;
    }

    void cleanUp(Stop stop) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        Optional<ProcessHandle> process = process(file).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return;
        }
        if (isOurs(process.get())) {
            end(process.get(), stop);
        } else {
            disown(file);
        }
    }

    /** Returns the PostgreSQL that runs on the data, if any. */
    Optional<ProcessHandle> ours() throws IOException {
        Optional<ProcessHandle> process = process().filter(ProcessHandle::isAlive);
        return process.isPresent() && isOurs(process.get()) ? process : Optional.empty();
    }

    /** Prepares the data for the next start, after PostgreSQL is known to have ended. */
    void forget() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (Files.exists(file)) {
            disown(file);
        }
    }

    /** Returns the process that the data belongs to now. */
    Optional<ProcessHandle> process() throws IOException {
        return process(data.resolve("postmaster.pid"));
    }

    private static Optional<ProcessHandle> process(Path file) throws IOException {
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(file).get(0).strip()));
        } catch (NumberFormatException | IndexOutOfBoundsException halfWritten) {
            Files.delete(file);
            return Optional.empty();
        }
    }

    private boolean isOurs(ProcessHandle process) throws IOException {
        Path cwd = Path.of("/proc", Long.toString(process.pid()), "cwd");
        // If the system reveals it, the working directory is proof: PostgreSQL works in its data directory.
        if (Files.isReadable(cwd)) {
            return Files.isSameFile(cwd, data);
        }
        ProcessHandle.Info info = process.info();
        boolean named = info.command().filter(this::isPostgres).isPresent();
        return named && info.arguments().map(this::mentionData).orElse(true);
    }

    private boolean isPostgres(String program) {
        return Path.of(program).getFileName().toString().startsWith("postgres");
    }

    private boolean mentionData(String[] arguments) {
        return Arrays.asList(arguments).contains(data.toString());
    }

    private void end(ProcessHandle process, Stop stop) throws IOException {
        stop.run();
        if (process.isAlive()) {
            process.destroyForcibly();
        }
        try {
            process.onExit().get(KILL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException stays) {
            throw new IOException("a PostgreSQL that was left behind does not end, process " + process.pid(), stays);
        }
    }

    /**
     * Keeps the rest of the file, by which PostgreSQL finds children of a crashed server that still write. Replaces
     * only the process id by that of this JVM: PostgreSQL considers the id of its parent to be stale.
     */
    private static void disown(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(file, lines);
    }
}
