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

/** The server that Arquillian starts, as {@code arquillian.xml} expects it. */
public final class ArquillianServer {
    /** The launcher gives the server its own instead; Arquillian passes ours as options. */
    private static final List<String> OF_PAYARA = List.of(
            "META-INF/MANIFEST.MF",
            "MICRO-INF/pre-boot-commands.txt",
            "MICRO-INF/domain/logging.properties",
            "MICRO-INF/domain/keystore.p12");

    private ArquillianServer() {}

    /** Makes the jar of Payara Micro, or installs the server of Maven's profile. */
    public static void prepare() throws IOException, InterruptedException {
        Optional<ScriptedServer> scripted = ScriptedServer.configured();
        if (scripted.isPresent()) {
            scripted.get().install();
            configureWildFly();
        } else {
            createPayaraMicro();
        }
    }

    /** That of the runnable jar, with the start class and the files of Payara's own. */
    private static void createPayaraMicro() throws IOException {
        Path created = OneServer.directory().resolve("soho-micro.jar");
        Files.copy(Path.of("target/enbro-soho.jar"), created, StandardCopyOption.REPLACE_EXISTING);
        // not compressed: Payara Micro reads the jars in its jar where they are
        try (FileSystem jar = FileSystems.newFileSystem(created, Map.of("noCompression", true));
                FileSystem payara =
                        FileSystems.newFileSystem(OneServer.directory().resolve("payara-micro.jar"))) {
            for (String name : OF_PAYARA) {
                Files.copy(payara.getPath(name), jar.getPath(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Without the application, which Arquillian deploys itself, and the filter of a server that was stopped. */
    private static void configureWildFly() throws IOException {
        Path directory = ScriptedServer.home().resolve("standalone/configuration");
        String configuration = Files.readString(directory.resolve("standalone.xml"))
                .replaceAll("(?s)<deployments>.*?</deployments>|<filter-ref name=\"soho-closed\".*?/>", "");
        Files.writeString(directory.resolve("in-container.xml"), configuration);
    }
}
