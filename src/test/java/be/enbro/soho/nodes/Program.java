package be.enbro.soho.nodes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** A program between nodes and their clients or database, from the Debian package of the same name. */
final class Program {
    private Program() {}

    /** Finds the program on the PATH, or in Debian's directory that only root's PATH contains. */
    static String named(String name, String version) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        name + " is not installed, and these tests need it: Debian's package " + name + ", " + version))
                .toString();
    }
}
