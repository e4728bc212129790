package be.enbro.soho.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** The versions in the manifest of the runnable jar. */
record Version(String application, String payaraMicro) {
    private static final String UNKNOWN = "unknown";

    static Version read() {
        try (JarFile jar = new JarFile(Unpacker.thisJar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            return new Version(
                    value(manifest, Attributes.Name.IMPLEMENTATION_VERSION.toString()),
                    value(manifest, "Payara-Micro-Version"));
        } catch (IOException | URISyntaxException noJar) {
            return new Version(UNKNOWN, UNKNOWN);
        }
    }

    private static String value(Attributes manifest, String name) {
        return Optional.ofNullable(manifest.getValue(name)).orElse(UNKNOWN);
    }

    @Override
    public String toString() {
        return "Enbro Soho API " + application + " on Payara Micro " + payaraMicro;
    }
}
