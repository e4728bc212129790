package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the contents of the two artifacts. */
class PackagingIT {
    /** Jackson, Hazelcast's grid, Jakarta Mail and Messaging, Mojarra, Nimbus, and SnakeYAML, repackaged or not. */
    private static final String UNWANTED =
            ".*(com/fasterxml/jackson|com/hazelcast/(client|instance/impl|internal|jet|sql)"
                    + "|jakarta/(mail|jms)|com/sun/faces|com/nimbusds|org/yaml)/.*";

    private static final String VERSION = "\\d+\\.\\d+(-SNAPSHOT)?(\\+[0-9a-f]+(-dirty)?)?";

    @Test
    void nothing_of_the_launcher_or_its_postgresql_is_in_the_war() throws IOException {
        try (JarFile war = new JarFile("target/enbro-soho.war")) {
            assertEquals(List.of(), names(war, ".*(launcher|embedded|payara|commons-compress|/xz-).*"));
            assertEquals(1, names(war, "WEB-INF/lib/postgresql-.*\\.jar").size());
        }
    }

    @Test
    void the_war_carries_no_library_that_it_does_not_use() throws IOException {
        try (JarFile war = new JarFile("target/enbro-soho.war")) {
            assertEquals(
                    List.of(
                            "HikariCP",
                            "bucket4j_jdk17-core",
                            "caffeine",
                            "commonmark",
                            "flyway-core",
                            "flyway-database-postgresql",
                            "jte-runtime",
                            "libphonenumber",
                            "postgresql",
                            "slf4j-api",
                            "slf4j-jdk14"),
                    names(war, "WEB-INF/lib/.*\\.jar").stream()
                            .map(name -> name.replaceAll("WEB-INF/lib/|-[0-9.]+\\.jar", ""))
                            .toList());
        }
    }

    @Test
    void no_class_that_only_the_build_needs_is_in_the_war() throws IOException {
        try (JarFile war = new JarFile("target/enbro-soho.war")) {
            assertEquals(List.of(), names(war, ".*be/enbro/soho/openapi/.*|.*\\.jte"));
            assertEquals(
                    1,
                    names(war, "WEB-INF/classes/be/enbro/soho/portal/PortalServlet\\.class")
                            .size());
        }
    }

    @Test
    void the_war_is_smaller_than_7_mb() throws IOException {
        long bytes = Files.size(Path.of("target/enbro-soho.war"));
        assertTrue(bytes < 7_000_000, bytes + " bytes");
    }

    @Test
    void the_class_path_of_the_runnable_jar_holds_only_shared_classes() throws IOException {
        try (JarFile jar = new JarFile("target/enbro-soho.jar")) {
            assertEquals(
                    List.of("be/enbro/soho/launcher/Bootstrap.class", "be/enbro/soho/launcher/StartLog.class"),
                    names(jar, "(?!SOHO-INF|MICRO-INF|META-INF|fish/payara).*[^/]"));
        }
    }

    @Test
    void the_runnable_jar_carries_no_library_that_payara_micro_runs_without() throws IOException {
        try (JarFile jar = new JarFile("target/enbro-soho.jar")) {
            for (ZipEntry library : entries(jar, "MICRO-INF/runtime/.*\\.jar")) {
                assertEquals(List.of(), unwanted(jar, library), library.getName());
            }
        }
    }

    @Test
    void the_runnable_jar_opens_to_reflection_what_payara_micro_opens() throws IOException, URISyntaxException {
        Path payara = Path.of(fish.payara.micro.PayaraMicro.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile jar = new JarFile("target/enbro-soho.jar");
                JarFile original = new JarFile(payara.toFile())) {
            Attributes ours = jar.getManifest().getMainAttributes();
            Attributes theirs = original.getManifest().getMainAttributes();
            for (String name : List.of("Bootstrap-Class", "Add-Exports", "Add-Opens")) {
                assertEquals(theirs.getValue(name), ours.getValue(name), name);
            }
        }
    }

    @Test
    void war_and_jars_name_their_version() throws IOException {
        for (String name : List.of("enbro-soho.war", "enbro-soho.jar", "enbro-soho-payara.jar")) {
            try (JarFile archive = new JarFile("target/" + name)) {
                String version =
                        archive.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
                assertTrue(String.valueOf(version).matches(VERSION), name + ": " + version);
            }
        }
    }

    @Test
    void the_jar_prints_its_version_and_options(@TempDir Path directory) throws IOException, InterruptedException {
        String version = output(directory, "--version");
        assertTrue(version.matches("Enbro Soho API " + VERSION + " on Payara Micro [0-9.]+\\R"), version);
        List<String> help = output(directory, "--help").lines().toList();
        assertTrue(
                help.contains("  --port                                       <http-port-number> sets the http port"));
        assertTrue(help.contains("  --nested                                     this jar unpacks the server always"));
        try (Stream<Path> left = Files.list(directory)) {
            assertEquals(
                    List.of("out.txt"),
                    left.map(each -> each.getFileName().toString()).toList());
        }
    }

    /** A later Payara Micro may have other options. */
    @Test
    void the_options_are_those_of_the_payara_micro_in_the_jar(@TempDir Path directory)
            throws IOException, ReflectiveOperationException {
        Path core = directory.resolve("core.jar");
        try (JarFile jar = new JarFile("target/enbro-soho.jar")) {
            ZipEntry library =
                    entries(jar, "MICRO-INF/runtime/payara-micro-core-.*\\.jar").get(0);
            Files.copy(jar.getInputStream(library), core);
        }
        Map<String, Boolean> theirs = new TreeMap<>();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {core.toUri().toURL()})) {
            Class<?> option = loader.loadClass("fish.payara.micro.cmd.options.RUNTIME_OPTION");
            Method hasValue = option.getDeclaredMethod("hasFollowingValue");
            hasValue.setAccessible(true);
            for (Object each : option.getEnumConstants()) {
                theirs.put(each.toString(), (Boolean) hasValue.invoke(each));
            }
        }
        Map<String, Boolean> ours = new TreeMap<>();
        KnownOptions.OF_PAYARA.forEach((name, value) -> ours.put(name, value != KnownOptions.Value.NONE));
        assertEquals(theirs, ours);
    }

    @Test
    void no_private_key_is_in_the_runnable_jar() throws IOException, GeneralSecurityException {
        try (JarFile jar = new JarFile("target/enbro-soho.jar")) {
            for (String name : names(jar, ".*\\.(p12|jks|keystore|pem|key)")) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(jar.getInputStream(jar.getEntry(name)), "changeit".toCharArray());
                assertEquals(
                        List.of(),
                        Collections.list(store.aliases()).stream()
                                .filter(alias -> isKey(store, alias))
                                .toList(),
                        name);
            }
        }
    }

    @Test
    void the_unpacked_jar_names_every_library_of_the_server(@TempDir Path directory)
            throws IOException, InterruptedException {
        output(directory, "--unpack", directory.resolve("server").toString());

        try (JarFile whole = new JarFile("target/enbro-soho.jar");
                JarFile rest =
                        new JarFile(directory.resolve("server/enbro-soho.jar").toFile())) {
            Attributes manifest = rest.getManifest().getMainAttributes();
            assertEquals(Bootstrap.class.getName(), manifest.getValue("Main-Class"));
            List<String> libraries = List.of(manifest.getValue("Class-Path").split(" "));
            assertEquals(names(whole, "MICRO-INF/runtime/.*\\.jar").size(), libraries.size());
            libraries.forEach(library ->
                    assertTrue(Files.isRegularFile(directory.resolve("server").resolve(library)), library));
            assertEquals(4, names(rest, "__[a-z]+_jdbc_ra\\.rar").size());
            assertEquals(
                    names(whole, "(?!MICRO-INF/runtime/).*"), names(rest, "(?!MICRO-INF/runtime/|__[a-z]+_jdbc_ra).*"));
        }
    }

    /** Returns the output of the jar with these options, after it has ended with exit code 0. */
    private static String output(Path directory, String... options) throws IOException, InterruptedException {
        Path out = directory.resolve("out.txt");
        List<String> command = new ArrayList<>(
                List.of(RunningServer.java(), "-Djava.io.tmpdir=" + directory, "-jar", "target/enbro-soho.jar"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> "see " + out);
        return Files.readString(out);
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (KeyStoreException notLoaded) {
            throw new IllegalStateException(notLoaded);
        }
    }

    private static List<String> unwanted(JarFile jar, ZipEntry library) throws IOException {
        List<String> unwanted = new ArrayList<>();
        try (ZipInputStream classes = new ZipInputStream(jar.getInputStream(library))) {
            for (ZipEntry each = classes.getNextEntry(); each != null; each = classes.getNextEntry()) {
                if (each.getName().matches(UNWANTED)) {
                    unwanted.add(each.getName());
                }
            }
        }
        return unwanted;
    }

    private static List<ZipEntry> entries(JarFile archive, String pattern) {
        return archive.stream()
                .filter(entry -> entry.getName().matches(pattern))
                .map(ZipEntry.class::cast)
                .toList();
    }

    private static List<String> names(JarFile archive, String pattern) {
        return entries(archive, pattern).stream()
                .map(ZipEntry::getName)
                .sorted()
                .toList();
    }
}
