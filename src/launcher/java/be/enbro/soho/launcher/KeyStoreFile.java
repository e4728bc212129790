package be.enbro.soho.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

/**
 * The key store of Payara Micro. The one that it brings holds a private key that everybody has, so it is not in the jar: TLS
 * needs the operator's own, and whoever serves plain HTTP gets an empty one, since Payara Micro does not start without any.
 */
final class KeyStoreFile {
    private static final String FILE = "javax.net.ssl.keyStore";
    private static final String PASSWORD = "javax.net.ssl.keyStorePassword";
    /** Payara Micro's own; of an empty store it protects nothing. */
    private static final String STANDARD_PASSWORD = "changeit";

    private KeyStoreFile() {}

    /** Ends quietly unless TLS is asked for without a key store to serve it with. */
    static void check(Options options) {
        if (!options.servesTls()) {
            return;
        }
        Path file = given(options)
                .orElseThrow(() -> new StartupException("TLS needs a key store of your own: -D" + FILE
                        + "=FILE before -jar, its password in " + PASSWORD));
        char[] password = System.getProperty(PASSWORD, STANDARD_PASSWORD).toCharArray();
        try {
            KeyStore.getInstance(file.toFile(), password);
        } catch (IOException | IllegalArgumentException | GeneralSecurityException unusable) {
            throw new StartupException(
                    FILE + " " + file + " cannot be read, or " + PASSWORD + " is not its password", unusable);
        }
    }

    /** Makes the empty key store where Payara Micro looks for one, unless the operator gave one. */
    static void makeUnlessGiven(Path serverDirectory) {
        Path file = inside(serverDirectory);
        if (System.getProperty(FILE) != null || Files.exists(file)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            KeyStore empty = KeyStore.getInstance("PKCS12");
            char[] password = System.getProperty(PASSWORD, STANDARD_PASSWORD).toCharArray();
            empty.load(null, password);
            try (OutputStream out = Files.newOutputStream(file)) {
                empty.store(out, password);
            }
        } catch (IOException | GeneralSecurityException failure) {
            throw new StartupException(file + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    private static Optional<Path> given(Options options) {
        return Optional.ofNullable(System.getProperty(FILE)).map(Path::of).or(() -> options.serverDirectory()
                .map(KeyStoreFile::inside));
    }

    private static Path inside(Path serverDirectory) {
        return serverDirectory.resolve("config").resolve("keystore.p12");
    }
}
