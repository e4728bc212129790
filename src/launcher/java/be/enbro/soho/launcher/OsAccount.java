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
 * The operating system account of PostgreSQL: the current user, unless that is root, as which PostgreSQL does not run.
 * Root uses a user and group number that have no name, no other process and no privileges, and own nothing but the
 * data. A user namespace would be simpler, but PostgreSQL in it could still read and write all of root's files.
 */
record OsAccount(List<String> enter, int number) {
    private static final OsAccount OURS = new OsAccount(List.of(), -1);
    private static final int ROOT = 0;
    /**
     * initdb requires a user with a name. Other processes of nobody are not in the group, so they cannot read the data.
     */
    private static final int NOBODY = 65_534;
    /** Numbers that neither distributions nor systemd assign: above those of people, below those of services. */
    private static final int MIN_NUMBER = 60_578;

    private static final int MAX_NUMBER = 61_183;
    private static final int TRIAL_SECONDS = 10;

    /**
     * Makes a directory (the first argument) visible to the account, and nothing else in a parent directory (the
     * second) that it may not enter, such as /root: in a private mount namespace. This requires the privileges of root,
     * which are dropped afterwards.
     */
    private static final String SHOW = "mount --rbind \"$0\" /mnt && mount -t tmpfs -o mode=0755,size=64k none \"$1\""
            + " && mkdir -p \"$0\" && mount --rbind /mnt \"$0\" && cd \"$0\" && shift && exec \"$@\"";

    /** Returns the account for a database in this directory, which root opens to that account and to nobody else. */
    static OsAccount forPostgres(Path directory) throws IOException {
        if (!isRoot()) {
            return OURS;
        }
        OsAccount account = new OsAccount(List.of(), number(directory.resolve("postgresql")));
        if (!succeeds(account.prefix(), directory, "true")) {
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

    /**
     * Opens the directory to the account's group, because its owner must remain; earlier versions made the account its
     * owner.
     */
    private void open(Path directory) throws IOException {
        int owner = owner(directory);
        changeOwner(directory, owner == number || owner == NOBODY ? ROOT : owner, number);
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        permissions.add(PosixFilePermission.GROUP_EXECUTE);
        Files.setPosixFilePermissions(directory, permissions);
    }

    private OsAccount entering(Path directory, Path closed) {
        OsAccount entering = new OsAccount(
                List.of("unshare", "--mount", "sh", "-c", SHOW, directory.toString(), closed.toString()), number);
        if (succeeds(entering.prefix(), directory, "test", "-x", directory.toString())) {
            return entering;
        }
        throw new StartupException(
                "SOHO_DATA_DIR " + directory + " cannot be used by PostgreSQL, which does not run as root: " + closed
                        + " is closed to others; choose another directory, or start as another user");
    }

    /** The prefix of a command line that starts the server. */
    List<String> prefix() {
        return prefix(number);
    }

    /** The prefix of a command line that starts initdb. */
    List<String> prefixOfInitdb() {
        return prefix(NOBODY);
    }

    private List<String> prefix(int user) {
        return isSeparate()
                ? Stream.concat(
                                enter.stream(),
                                Stream.of("setpriv", "--reuid=" + user, "--regid=" + number, "--clear-groups", "--"))
                        .toList()
                : List.of();
    }

    private boolean isSeparate() {
        return number >= 0;
    }

    /** Makes the server's account the owner of the tree, which may have had another owner before. */
    void own(Path tree) throws IOException {
        ownAs(number, tree);
    }

    /** Makes the user that runs initdb the owner of the tree. */
    void ownForInitdb(Path tree) throws IOException {
        ownAs(NOBODY, tree);
    }

    private void ownAs(int user, Path tree) throws IOException {
        if (isSeparate()) {
            changeOwners(tree, user, number);
        }
    }

    /** Makes root the owner of the tree again: earlier versions gave the whole data directory to the account. */
    void disown(Path tree) throws IOException {
        if (isSeparate()) {
            changeOwners(tree, ROOT, ROOT);
        }
    }

    private static void changeOwners(Path tree, int user, int group) throws IOException {
        if (!Files.exists(tree) || owner(tree) == user) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.toList();
        }
        // The top directory comes last, because its owner tells whether the change was completed.
        for (int i = all.size() - 1; i >= 0; i--) {
            changeOwner(all.get(i), user, group);
        }
    }

    private static void changeOwner(Path file, int user, int group) throws IOException {
        Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the number of the current owner of the data, or an unused one. */
    private static int number(Path data) throws IOException {
        if (Files.exists(data) && owner(data) >= MIN_NUMBER && owner(data) <= MAX_NUMBER) {
            return owner(data);
        }
        Set<Integer> usedNumbers = usedNumbers();
        int[] free = IntStream.rangeClosed(MIN_NUMBER, MAX_NUMBER)
                .filter(number -> !usedNumbers.contains(number))
                .toArray();
        return free[new SecureRandom().nextInt(free.length)];
    }

    private static Set<Integer> usedNumbers() throws IOException {
        Set<Integer> usedNumbers = new HashSet<>();
        Path users = Path.of("/etc/passwd");
        if (Files.isReadable(users)) {
            for (String line : Files.readAllLines(users, StandardCharsets.ISO_8859_1)) {
                Optional.of(line.split(":"))
                        .filter(user -> user.length > 2 && user[2].matches("\\d{1,9}"))
                        .ifPresent(user -> usedNumbers.add(Integer.parseInt(user[2])));
            }
        }
        ProcessHandle.allProcesses().forEach(process -> usedNumbers.add(ownerOf(process)));
        return usedNumbers;
    }

    private static int ownerOf(ProcessHandle process) {
        try {
            return owner(Path.of("/proc", Long.toString(process.pid())));
        } catch (IOException ended) {
            return ROOT;
        }
    }

    /** Returns the uppermost parent directory that others may not enter. */
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

    /** Returns whether others may enter the directory. */
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

    private static boolean succeeds(List<String> prefix, Path directory, String program, String... arguments) {
        try {
            return new Command(prefix, directory, started -> {})
                    .run(TRIAL_SECONDS, Path.of(program), arguments)
                    .successful();
        } catch (IOException missing) {
            return false;
        }
    }
}
