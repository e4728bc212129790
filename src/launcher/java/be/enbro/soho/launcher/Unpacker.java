package be.enbro.soho.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Unpacks the runnable jar: the application server's jars are placed beside a jar with them as its class path, so that
 * no start unpacks them again, and the JVM can keep their classes in a CDS archive, which requires plain jars.
 */
final class Unpacker {
    private static final String LIBRARIES = "MICRO-INF/runtime/";

    private Unpacker() {}

    /** Creates {@code enbro-soho.jar} and {@code runtime} in a directory, which is created as well. */
    static void into(Path directory) {
        try (JarFile jar = new JarFile(thisJar().toFile())) {
            Files.createDirectories(directory.resolve("runtime"));
            List<JarEntry> entries = Collections.list(jar.entries());
            for (JarEntry library : entries.stream().filter(Unpacker::isLibrary).toList()) {
                try (InputStream content = jar.getInputStream(library)) {
                    Files.copy(content, directory.resolve("runtime").resolve(fileName(library)));
                }
            }
            writeRest(jar, entries, directory.resolve("enbro-soho.jar"));
        } catch (IOException | URISyntaxException failure) {
            throw new StartupException("--unpack " + directory + " cannot be done: " + failure, failure);
        }
    }

    private static void writeRest(JarFile jar, List<JarEntry> entries, Path target) throws IOException {
        try (JarOutputStream rest = new JarOutputStream(Files.newOutputStream(target), manifest(jar, entries))) {
            for (JarEntry entry : entries) {
                if (isLibrary(entry) || entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    continue;
                }
                rest.putNextEntry(new JarEntry(name(entry)));
                try (InputStream content = jar.getInputStream(entry)) {
                    content.transferTo(rest);
                }
            }
        }
    }

    private static Manifest manifest(JarFile jar, List<JarEntry> entries) throws IOException {
        TreeSet<String> libraries = new TreeSet<>();
        entries.stream().filter(Unpacker::isLibrary).forEach(entry -> libraries.add("runtime/" + fileName(entry)));
        Manifest manifest = new Manifest(jar.getManifest());
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.CLASS_PATH, String.join(" ", libraries));
        return manifest;
    }

    private static boolean isLibrary(JarEntry entry) {
        return entry.getName().startsWith(LIBRARIES) && entry.getName().endsWith(".jar");
    }

    /** Payara Micro loads its resource adapters from the root of the class path. */
    private static String name(JarEntry entry) {
        return entry.getName().endsWith(".rar") ? fileName(entry) : entry.getName();
    }

    private static String fileName(JarEntry entry) {
        return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
    }

    /** Returns the runnable jar from which this process was started. */
    static Path thisJar() throws URISyntaxException {
        return Path.of(Bootstrap.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
