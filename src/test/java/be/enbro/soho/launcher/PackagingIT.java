package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the two artifacts, and what is not. */
class PackagingIT {
    @Test
    void nothing_of_the_launcher_or_its_postgresql_is_in_the_war() throws IOException {
        try (JarFile war = new JarFile("target/enbro-soho.war")) {
            assertEquals(List.of(), names(war, ".*(launcher|embedded|payara|commons-compress|/xz-).*"));
            assertEquals(1, names(war, "WEB-INF/lib/postgresql-.*\\.jar").size());
        }
    }

    @Test
    void the_class_path_of_the_runnable_jar_holds_only_what_others_must_find_there() throws IOException {
        try (JarFile jar = new JarFile("target/enbro-soho.jar")) {
            assertEquals(
                    List.of("be/enbro/soho/launcher/Start.class", "be/enbro/soho/launcher/StartLog.class"),
                    names(jar, "(?!SOHO-INF|MICRO-INF|META-INF|fish/payara).*[^/]"));
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
            for (String name : List.of("Main-Class", "Add-Exports", "Add-Opens")) {
                assertEquals(theirs.getValue(name), ours.getValue(name), name);
            }
        }
    }

    private static List<String> names(JarFile archive, String pattern) {
        try (Stream<String> names = archive.stream().map(ZipEntry::getName)) {
            return names.filter(name -> name.matches(pattern)).sorted().toList();
        }
    }
}
