package be.enbro.soho.it;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prepares the server that Arquillian starts, as {@code arquillian.xml} expects it. */
public final class ArquillianServer {
    /** Options that the launcher replaces by its own; here Arquillian passes them. */
    private static final List<String> OF_PAYARA = List.of(
            "META-INF/MANIFEST.MF",
            "MICRO-INF/pre-boot-commands.txt",
            "MICRO-INF/domain/logging.properties",
            "MICRO-INF/domain/keystore.p12");

    private ArquillianServer() {}

    /** Creates the jar of Payara Micro, or installs the server of the Maven profile. */
    public static void prepare() throws IOException, InterruptedException {
        Optional<ScriptedServer> scripted = ScriptedServer.configured();
        if (scripted.isPresent()) {
            scripted.get().install();
            configureWildFly();
        } else {
            createPayaraMicro();
        }
    }

    /** Creates the runnable jar with Payara's own main class and files. */
    private static void createPayaraMicro() throws IOException {
        Path created = OneServer.directory().resolve("soho-micro.jar");
        Files.copy(Path.of("target/enbro-soho.jar"), created, StandardCopyOption.REPLACE_EXISTING);
        // Not compressed, because Payara Micro reads the nested jars in place.
        try (FileSystem jar = FileSystems.newFileSystem(created, Map.of("noCompression", true));
                FileSystem payara =
                        FileSystems.newFileSystem(OneServer.directory().resolve("payara-micro.jar"))) {
            for (String name : OF_PAYARA) {
                Files.copy(payara.getPath(name), jar.getPath(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Removes the application, which Arquillian deploys itself, and the filter of a stopped server. */
    private static void configureWildFly() throws IOException {
        Path directory = ScriptedServer.home().resolve("standalone/configuration");
        String configuration = Files.readString(directory.resolve("standalone.xml"))
                .replaceAll("(?s)<deployments>.*?</deployments>|<filter-ref name=\"soho-closed\".*?/>", "");
        Files.writeString(directory.resolve("in-container.xml"), configuration);
    }
}
