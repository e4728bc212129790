package be.enbro.soho.launcher;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory {@code SOHO_DATA_DIR}, held by one server at a time: its lock goes with the process that took it,
 * however that ends, so whoever holds it knows that what else is found there was left behind.
 */
final class DataDirectory {
    private final Path path;
    private final String asGiven;
    /** Never read, but held: a lock ends when its file is garbage-collected. */
    @SuppressWarnings("unused")
    private final FileLock lock;

    private DataDirectory(Path path, String asGiven, FileLock lock) {
        this.path = path;
        this.asGiven = asGiven;
        this.lock = lock;
    }

    static DataDirectory take(String given) {
        try {
            Path path = Files.createDirectories(Path.of(given).toAbsolutePath().normalize())
                    .toRealPath();
            return new DataDirectory(path, given, lock(path, given));
        } catch (FileAlreadyExistsException file) {
            throw new BadSetting(Setting.SOHO_DATA_DIR, "names a file, not a directory: " + given, file);
        } catch (InvalidPathException | IOException unusable) {
            throw new BadSetting(Setting.SOHO_DATA_DIR, "names a directory that cannot be written: " + given, unusable);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** The password kept in a file that only its owner can read; made when it is asked for the first time. */
    String password() throws IOException {
        Path file = resolve("password");
        if (!Files.exists(file)) {
            keep(Secret.random(), file);
        }
        return Files.readString(file).strip();
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(tree)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }

    @Override
    public String toString() {
        return asGiven;
    }

    private static FileLock lock(Path path, String given) throws IOException {
        FileChannel file = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            throw new BadSetting(Setting.SOHO_DATA_DIR, "is in use by another server: " + given);
        }
        return lock;
    }

    private void keep(String password, Path file) throws IOException {
        Path unfinished = resolve("password.new");
        Files.deleteIfExists(unfinished);
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(unfinished, password + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
