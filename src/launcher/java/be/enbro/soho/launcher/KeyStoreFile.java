package be.enbro.soho.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

/**
 * The key store of Payara Micro. Its default key store contains a private key that is public knowledge, so it is not in
 * the jar: TLS requires the operator's key store, and servers without TLS get an empty one, because Payara Micro does
 * not start without any.
 */
final class KeyStoreFile {
    private static final String FILE = "javax.net.ssl.keyStore";
    private static final String PASSWORD = "javax.net.ssl.keyStorePassword";
    /** Payara Micro's default password, which protects nothing in an empty key store. */
    private static final String STANDARD_PASSWORD = "changeit";

    private KeyStoreFile() {}

    /** @throws StartupException if TLS is requested without a key store */
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

    /** Creates the empty key store where Payara Micro expects one, unless the operator provides one. */
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
