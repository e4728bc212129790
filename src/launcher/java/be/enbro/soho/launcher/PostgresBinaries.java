package be.enbro.soho.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs in the jar, for the platform it was built on, unpacked into the data directory. */
final class PostgresBinaries {
    private static final String PREFIX = "binaries-";
    private static final Set<PosixFilePermission> ALL_EXECUTE = PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> ALL_READ = PosixFilePermissions.fromString("rw-r--r--");

    private PostgresBinaries() {}

    /** Returns the directory that contains {@code bin}; unpacked once per version. */
    static Path in(DataDirectory directory) throws IOException {
        Path unpacked = directory.resolve(PREFIX + fingerprint());
        if (Files.isDirectory(unpacked)) {
            return unpacked;
        }
        for (Path other : oldVersions(directory)) {
            DataDirectory.delete(other);
        }
        Path unfinished = directory.resolve(PREFIX + "new");
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive()))) {
            unpack(tar, unfinished);
        }
        openToAll(unfinished);
        return Files.move(unfinished, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Path> oldVersions(DataDirectory directory) throws IOException {
        try (Stream<Path> all = Files.list(directory.path())) {
            return all.filter(each -> each.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
    }

    private static void unpack(TarArchiveInputStream tar, Path into) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path target = into.resolve(entry.getName()).normalize();
            if (!target.startsWith(into)) {
                throw new IOException("an entry that leads outside: " + entry.getName());
            }
            Files.createDirectories(entry.isDirectory() ? target : target.getParent());
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else if (!entry.isDirectory()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        Files.copy(tar, file);
        boolean executable = (entry.getMode() & 0100) != 0;
        if (executable && isPosix(file)) {
            Files.setPosixFilePermissions(file, ALL_EXECUTE);
        }
    }

    /** Independent of the process's umask: another account may have to run the programs, and they are not secret. */
    private static void openToAll(Path tree) throws IOException {
        if (!isPosix(tree)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.filter(each -> !Files.isSymbolicLink(each)).toList();
        }
        for (Path each : all) {
            Files.setPosixFilePermissions(each, Files.isExecutable(each) ? ALL_EXECUTE : ALL_READ);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String fingerprint() throws IOException {
        try (DigestInputStream archive = new DigestInputStream(archive(), MessageDigest.getInstance("SHA-256"))) {
            archive.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(archive.getMessageDigest().digest(), 0, 6);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static InputStream archive() {
        InputStream archive = PostgresBinaries.class.getResourceAsStream("/postgres-" + platform() + ".txz");
        if (archive != null) {
            return archive;
        }
        throw new StartupException(
                "SOHO_DB_URL is not set, and this jar was built without a PostgreSQL for " + platform());
    }

    /** The platform, as in the names of zonky's archives. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "darwin" : "linux")
                + (machine.equals("aarch64") ? "-arm_64" : "-x86_64");
    }
}
