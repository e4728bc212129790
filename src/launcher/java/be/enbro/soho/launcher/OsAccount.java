package be.enbro.soho.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The account that PostgreSQL runs as: the operator's own, except that it refuses to run as root. Root gives it a user and
 * group number that have no name, no other process and no rights, and own nothing but the data. A user namespace would be
 * simpler, but in one PostgreSQL could still read and write all that is root's.
 */
record OsAccount(List<String> enter, int number) {
    private static final OsAccount OURS = new OsAccount(List.of(), -1);
    private static final int ROOT = 0;
    /** initdb needs a user that has a name. Other processes of nobody are not in the group, so they cannot read the data. */
    private static final int NOBODY = 65_534;
    /** Numbers that no distribution, nor systemd, gives to anybody: above those of people, below those of services. */
    private static final int LEAST = 60_578;

    private static final int MOST = 61_183;
    private static final int TRIAL_SECONDS = 10;

    /**
     * Shows the account its directory (the first argument) and nothing else of a directory above (the second) that it may
     * not enter, as /root: in a mount namespace that nobody else sees. It needs the rights of root, which are lost after.
     */
    private static final String SHOW = "mount --rbind \"$0\" /mnt && mount -t tmpfs -o mode=0755,size=64k none \"$1\""
            + " && mkdir -p \"$0\" && mount --rbind /mnt \"$0\" && cd \"$0\" && shift && exec \"$@\"";

    /** For a database in this directory; root opens it to the account, and to nobody else. */
    static OsAccount forPostgres(Path directory) throws IOException {
        if (!isRoot()) {
            return OURS;
        }
        OsAccount account = new OsAccount(List.of(), number(directory.resolve("postgresql")));
        if (!works(account.prefix(), directory, "true")) {
            throw new StartupException(
                    "SOHO_DB_URL is not set, and the embedded PostgreSQL does not run as root: setpriv, which"
                            + " would give it another account, does not work here; start as another user");
        }
        if (!isOpen(directory)) {
            account.open(directory);
        }
        Optional<Path> closed = closedAbove(directory);
        return closed.isEmpty() ? account : account.entering(directory, closed.get());
    }

    /** By its group, for whoever else owns the directory shall do so on; not the account, to which earlier versions gave it. */
    private void open(Path directory) throws IOException {
        int owner = owner(directory);
        give(directory, owner == number || owner == NOBODY ? ROOT : owner, number);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        Files.setPosixFilePermissions(directory, permissions);
    }

    private OsAccount entering(Path directory, Path closed) {
        OsAccount entering = new OsAccount(
                List.of("unshare", "--mount", "sh", "-c", SHOW, directory.toString(), closed.toString()), number);
        if (works(entering.prefix(), directory, "test", "-x", directory.toString())) {
            return entering;
        }
        throw new StartupException(
                "SOHO_DATA_DIR " + directory + " cannot be used by PostgreSQL, which does not run as root: " + closed
                        + " is closed to others; choose another directory, or start as another user");
    }

    /** What a command line of the server begins with. */
    List<String> prefix() {
        return prefix(number);
    }

    /** What a command line of initdb begins with. */
    List<String> prefixOfInitdb() {
        return prefix(NOBODY);
    }

    private List<String> prefix(int user) {
        return isLent()
                ? Stream.concat(
                                enter.stream(),
                                Stream.of("setpriv", "--reuid=" + user, "--regid=" + number, "--clear-groups", "--"))
                        .toList()
                : List.of();
    }

    private boolean isLent() {
        return number >= 0;
    }

    /** Makes the tree the server's; it may have been root's or another's the last time. */
    void own(Path tree) throws IOException {
        ownAs(number, tree);
    }

    /** Makes the tree initdb's. */
    void ownForInitdb(Path tree) throws IOException {
        ownAs(NOBODY, tree);
    }

    private void ownAs(int user, Path tree) throws IOException {
        if (isLent()) {
            giveAll(tree, user, number);
        }
    }

    /** Makes the tree root's again: earlier versions gave all of the data directory to the account. */
    void disown(Path tree) throws IOException {
        if (isLent()) {
            giveAll(tree, ROOT, ROOT);
        }
    }

    private static void giveAll(Path tree, int user, int group) throws IOException {
        if (!Files.exists(tree) || owner(tree) == user) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.toList();
        }
        // the top at last: it tells whether all of it was done
        for (int i = all.size() - 1; i >= 0; i--) {
            give(all.get(i), user, group);
        }
    }

    private static void give(Path file, int user, int group) throws IOException {
        Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
    }

    /** The one that owns the data already, or one that nobody has. */
    private static int number(Path data) throws IOException {
        if (Files.exists(data) && owner(data) >= LEAST && owner(data) <= MOST) {
            return owner(data);
        }
        Set<Integer> taken = taken();
        int[] free = IntStream.rangeClosed(LEAST, MOST)
                .filter(number -> !taken.contains(number))
                .toArray();
        return free[new SecureRandom().nextInt(free.length)];
    }

    private static Set<Integer> taken() throws IOException {
        Set<Integer> taken = new HashSet<>();
        Path users = Path.of("/etc/passwd");
        if (Files.isReadable(users)) {
            for (String line : Files.readAllLines(users, StandardCharsets.ISO_8859_1)) {
                Optional.of(line.split(":"))
                        .filter(user -> user.length > 2 && user[2].matches("\\d{1,9}"))
                        .ifPresent(user -> taken.add(Integer.parseInt(user[2])));
            }
        }
        ProcessHandle.allProcesses().forEach(process -> taken.add(ownerOf(process)));
        return taken;
    }

    private static int ownerOf(ProcessHandle process) {
        try {
            return owner(Path.of("/proc", Long.toString(process.pid())));
        } catch (IOException ended) {
            return ROOT;
        }
    }

    /** The uppermost directory above this one that others may not enter. */
    private static Optional<Path> closedAbove(Path directory) throws IOException {
        List<Path> above = new ArrayList<>();
        for (Path each = directory.getParent(); each != null; each = each.getParent()) {
            above.add(0, each);
        }
        for (Path each : above) {
            if (!isOpen(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Whether anybody may enter it. */
    private static boolean isOpen(Path directory) throws IOException {
        return Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_EXECUTE);
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && owner(self) == ROOT;
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static boolean works(List<String> prefix, Path directory, String program, String... arguments) {
        try {
            return new Command(prefix, directory, started -> {})
                    .run(TRIAL_SECONDS, Path.of(program), arguments)
                    .successful();
        } catch (IOException notThere) {
            return false;
        }
    }
}
