package be.enbro.soho.launcher;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory {@code SOHO_DATA_DIR}. The embedded database in it belongs to one server at a time: the operating
 * system releases the lock when its process ends, however that happens, so the holder knows that anything else found
 * there was left behind.
 */
final class DataDirectory {
    private static final Pattern BEARABLE = Pattern.compile("([A-Za-z]:)?[A-Za-z0-9 /._+,=@~!%'(){}-]*");
    /** PostgreSQL accepts 1,023 bytes, of which the names of its own files need some. */
    private static final int MAX_PATH_BYTES = 800;

    private final Path path;
    private final String asGiven;
    /** Never read, but referenced, because the lock ends when its file is garbage-collected. */
    @SuppressWarnings("unused")
    private FileLock lock;

    private DataDirectory(Path path, String asGiven) {
        this.path = path;
        this.asGiven = asGiven;
    }

    /** Returns the directory, created if necessary, accessible to its owner only. */
    static DataDirectory at(String given) {
        try {
            Path path = Path.of(given).toAbsolutePath().normalize();
            checkName(path);
            if (path.getParent() != null) {
                Files.createDirectories(path.getParent());
            }
            DataDirectory directory = new DataDirectory(
                    Files.createDirectories(path, only(path, "rwx------")).toRealPath(), given);
            Files.deleteIfExists(Files.createTempFile(directory.path, "writable", ""));
            return directory;
        } catch (FileAlreadyExistsException file) {
            throw Files.exists(Path.of(given))
                    ? new BadSetting(Setting.SOHO_DATA_DIR, "names a file, not a directory: " + given, file)
                    : unwritable(given, file);
        } catch (InvalidPathException | IOException unusable) {
            throw unwritable(given, unusable);
        }
    }

    /**
     * Returns normally if the path is valid for PostgreSQL, whose programs start each other through a shell, and for
     * Payara Micro, which converts paths to URLs.
     *
     * @throws StartupException if it is not
     */
    private static void checkName(Path path) {
        String name = path.toString().replace(path.getFileSystem().getSeparator(), "/");
        if (!BEARABLE.matcher(name).matches()) {
            throw new BadSetting(
                    Setting.SOHO_DATA_DIR,
                    "must be a path of ASCII letters, digits, spaces and . _ + , = @ ~ ! % ' ( ) { } - only: " + path);
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES) {
            throw new BadSetting(
                    Setting.SOHO_DATA_DIR, "must be a path of at most " + MAX_PATH_BYTES + " bytes: " + path);
        }
    }

    /**
     * Locks the directory.
     *
     * @throws StartupException if another server uses its database
     */
    void lock() {
        try {
            FileChannel file = FileChannel.open(resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = file.tryLock();
            if (lock == null) {
                file.close();
                throw new BadSetting(Setting.SOHO_DATA_DIR, "is in use by another server: " + asGiven);
            }
        } catch (IOException unusable) {
            throw unwritable(asGiven, unusable);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Returns the password stored in a file that only its owner can read, created at the first call. */
    String password() throws IOException {
        Path file = resolve("password");
        if (!Files.exists(file)) {
            keep(Secret.random(), file);
        }
        return Files.readString(file).strip();
    }

    /** Creates a file that only its owner can read. */
    Path createFile(Path file) throws IOException {
        return Files.createFile(file, only(file, "rw-------"));
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

    private static BadSetting unwritable(String given, Exception cause) {
        return new BadSetting(Setting.SOHO_DATA_DIR, "names a directory that cannot be written: " + given, cause);
    }

    /** Returns these permissions where the file system supports them, otherwise none. */
    private static FileAttribute<?>[] only(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private void keep(String password, Path file) throws IOException {
        Path unfinished = resolve("password.new");
        Files.deleteIfExists(unfinished);
        createFile(unfinished);
        Files.writeString(unfinished, password + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
