package be.enbro.soho.it;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The Payara Micro that Arquillian starts, with our extension in it, as in the runnable jar. */
final class PayaraMicroJar {
    private PayaraMicroJar() {}

    static void addExtension() throws IOException {
        Path micro = Path.of(System.getProperty("payara.microJar"));
        Path extension = Path.of(System.getProperty("soho.it.extension"));
        // not compressed: Payara Micro reads the jars in its jar where they are
        try (FileSystem jar = FileSystems.newFileSystem(micro, Map.of("noCompression", true))) {
            Files.copy(
                    extension,
                    jar.getPath("MICRO-INF/runtime", extension.getFileName().toString()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
