package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a declaration of who may call a resource method, nothing is served (contract extensions, section 1). */
class UndeclaredAccessIT {
    private static final String RESOURCE = "be/enbro/soho/organisations/MeResource";

    @Test
    void a_resource_method_without_access_declaration_fails_the_deployment(@TempDir Path directory) throws IOException {
        Path jar = Files.copy(Path.of("target/enbro-soho.jar"), directory.resolve("enbro-soho.jar"));
        replaceResource(jar, compiledWithoutAccess(directory), directory);

        try (RunningServer server = RunningServer.of(jar, directory, Map.of())) {
            assertEquals(1, server.exitCode());
            assertEquals(
                    List.of(
                            "be.enbro.soho.StartupChecks: no @Access says who may call public"
                                    + " be.enbro.soho.organisations.OrganisationView be.enbro.soho.organisations.MeResource.me()"),
                    server.err()
                            .lines()
                            .filter(line -> line.contains(" SEVERE "))
                            .map(line -> line.replaceFirst(".* SEVERE ", ""))
                            .toList());
        }
    }

    private static Path compiledWithoutAccess(Path directory) throws IOException {
        String source = Files.readString(Path.of("src/main/java/" + RESOURCE + ".java"));
        Path file = directory.resolve("MeResource.java");
        Files.writeString(file, source.replaceFirst("@Access\\(.*?\\)", ""));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        directory.toString(),
                        file.toString());
        assertEquals(0, code);
        return directory.resolve(RESOURCE + ".class");
    }

    private static void replaceResource(Path jar, Path resource, Path directory) throws IOException {
        Path war = directory.resolve("ROOT.war");
        try (FileSystem archive = FileSystems.newFileSystem(jar)) {
            Path inside = archive.getPath("SOHO-INF/ROOT.war");
            Files.copy(inside, war);
            try (FileSystem application = FileSystems.newFileSystem(war);
                    InputStream replacement = Files.newInputStream(resource)) {
                Files.copy(
                        replacement,
                        application.getPath("WEB-INF/classes/" + RESOURCE + ".class"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Files.copy(war, inside, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
