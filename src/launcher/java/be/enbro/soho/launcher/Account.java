package be.enbro.soho.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Under which account PostgreSQL runs: the operator's own, except that it refuses to run as root. Root lends it a user
 * namespace, in which nothing looks like root, or, where containers forbid that, the account of nobody.
 */
record Account(List<String> prefix, int owner) {
    private static final Account OURS = new Account(List.of(), -1);
    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    static Account forPostgres() throws IOException {
        if (!isRoot()) {
            return OURS;
        }
        if (works(NAMESPACE)) {
            return new Account(NAMESPACE, ROOT);
        }
        if (works(AS_NOBODY)) {
            return new Account(AS_NOBODY, NOBODY);
        }
        throw new NoStart("SOHO_DB_URL is not set, and the embedded PostgreSQL cannot be started as root here:"
                + " neither unshare nor setpriv works");
    }

    /** Makes sure that the account owns the tree: it may have been root's or nobody's the last time. */
    void own(Path tree) throws IOException {
        if (owner < 0 || owner(tree) == owner) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.toList();
        }
        for (Path each : all) {
            Files.setAttribute(each, "unix:uid", owner, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && owner(self) == ROOT;
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private static boolean works(List<String> prefix) {
        List<String> line = new ArrayList<>(prefix);
        line.add("true");
        try {
            return new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
