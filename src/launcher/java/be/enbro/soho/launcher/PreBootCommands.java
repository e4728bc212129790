package be.enbro.soho.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The single pre-boot command file that Payara Micro accepts: the launcher's commands, followed by the operator's,
 * which take precedence.
 */
record PreBootCommands(List<String> ours, byte[] theirs) {

    static PreBootCommands of(Listeners listeners, Options options) {
        return new PreBootCommands(
                listeners.commands(),
                options.preBootCommands().map(PreBootCommands::read).orElse(new byte[0]));
    }

    /**
     * Returns the value that the operator's commands set for an attribute of a listener, such as {@code address}; the
     * last one counts.
     */
    Optional<String> ofListener(String listener, String attribute) {
        Pattern command = Pattern.compile("(?m)^(?!\\s*#).*network-listeners\\.network-listener\\."
                + Pattern.quote(listener + "." + attribute) + "=(\\S+)");
        return command.matcher(new String(theirs, StandardCharsets.ISO_8859_1))
                .results()
                .map(match -> match.group(1))
                .reduce((first, last) -> last);
    }

    /** Writes the file, whose path is passed to Payara Micro as an option. */
    Path write(RuntimeDirectory directory) {
        Path file = directory.resolve("pre-boot-commands.txt");
        try {
            Files.write(file, ours);
            Files.write(file, theirs, StandardOpenOption.APPEND);
            return file;
        } catch (IOException failure) {
            throw new StartupException(file + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new StartupException("--prebootcommandfile " + file + " cannot be read", unreadable);
        }
    }
}
