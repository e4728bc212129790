package be.enbro.soho.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The application server's files and the exploded WAR of one process: a directory of its own below {@code
 * SOHO_DATA_DIR} that only its owner can enter. Unlike a temporary directory it is not cleaned while the server runs.
 * It is locked by its process; the next start deletes the directories of killed processes, and nothing that has no such
 * lock.
 */
final class RuntimeDirectory {
    private static final String PREFIX = "runtime-";
    private static final String LOCK = "lock";

    private final Path path;
    /** Never read, but referenced, because the lock ends when its file is garbage-collected. */
    @SuppressWarnings("unused")
    private final FileLock lock;

    private RuntimeDirectory(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Creates an empty directory; several processes may share the parent. */
    @SuppressWarnings("try")
    static RuntimeDirectory below(Path parent) {
        // Without this lock one process could delete a directory that another has created but not locked yet.
        try (FileChannel gate = open(parent.resolve("runtime.lock"));
                FileLock only = gate.lock()) {
            deleteStale(parent);
            Path path = Files.createTempDirectory(parent, PREFIX);
            return new RuntimeDirectory(path, open(path.resolve(LOCK)).tryLock());
        } catch (IOException failure) {
            throw new StartupException("no directory can be made in SOHO_DATA_DIR " + parent + ": " + failure, failure);
        }
    }

    /** The path of the application, named so that Payara Micro deploys it at the root. */
    Path application() {
        Path war = path.resolve("ROOT.war");
        try (InputStream inside = Bootstrap.class.getResourceAsStream("/SOHO-INF/ROOT.war")) {
            Files.copy(inside, war);
            return war;
        } catch (IOException failure) {
            throw new StartupException(war + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    /**
     * Makes it the temporary directory of this process. Newer JDKs cache the previous one for some of their own calls,
     * so nothing that is needed for long may rely on this.
     */
    void useAsTemporaryDirectory() {
        try {
            System.setProperty(
                    "java.io.tmpdir", Files.createDirectory(path.resolve("tmp")).toString());
        } catch (IOException failure) {
            throw new StartupException(path + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Deletes the directory when the JVM ends, after the shutdown hooks, which may still load classes from it. */
    void deleteOnExit() {
        try (Stream<Path> all = Files.walk(path)) {
            path.toFile().deleteOnExit();
            // Files are deleted in reverse order of registration, so the lock is last: without it, no later start would
            // delete the rest.
            path.resolve(LOCK).toFile().deleteOnExit();
            all.forEach(each -> each.toFile().deleteOnExit());
        } catch (IOException | UncheckedIOException left) {
            // The next start deletes it.
            return;
        }
    }

    private static void deleteStale(Path parent) throws IOException {
        List<Path> all;
        try (Stream<Path> children = Files.list(parent)) {
            all = children.filter(each -> each.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        all.forEach(RuntimeDirectory::deleteIfStale);
    }

    private static void deleteIfStale(Path directory) {
        try {
            if (isStale(directory)) {
                deleteLockLast(directory);
            }
        } catch (IOException | UncheckedIOException notOurs) {
            // Another user's file, or one planted by another user, must not prevent the start.
            return;
        }
    }

    private static boolean isStale(Path directory) throws IOException {
        Path lock = directory.resolve(LOCK);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                || !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock free = file.tryLock()) {
            return free != null;
        }
    }

    /** Deletes the lock last, so that a partly deleted directory is still recognised. */
    private static void deleteLockLast(Path directory) throws IOException {
        List<Path> content;
        try (Stream<Path> children = Files.list(directory)) {
            content = children.filter(each -> !each.getFileName().toString().equals(LOCK))
                    .toList();
        }
        for (Path each : content) {
            DataDirectory.delete(each);
        }
        DataDirectory.delete(directory);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
