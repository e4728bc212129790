package be.enbro.soho.launcher;

import be.enbro.soho.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The output of {@code --help}. For Payara Micro's options it includes Payara Micro's own text. */
final class Help {
    private static final String DESCRIPTIONS = "commandoptions.properties";
    private static final String LIBRARY = "MICRO-INF/runtime/payara-micro-core-.*\\.jar";

    private Help() {}

    static void print(PrintStream out) {
        Properties descriptions = descriptions();
        out.println(Version.read());
        out.println();
        out.println("usage: java -jar enbro-soho.jar [OPTION]...");
        out.println();
        out.println(
                "Settings are environment variables, or system properties of the same name in lower case with dots:");
        out.println("  " + Arrays.stream(Setting.values()).map(Setting::name).collect(Collectors.joining(" ")));
        out.println("Exit code: 0 when told to end by a signal, other than 0 with one line that says why.");
        out.println();
        out.println("Options:");
        line(out, "help", "this text");
        line(out, "version", "the versions of the application and of Payara Micro");
        line(out, KnownOptions.UNPACK, "DIRECTORY takes the jar apart, for a faster start (prepare.sh and start.sh)");
        out.println();
        out.println("Options of Payara Micro:");
        KnownOptions.OF_PAYARA.keySet().stream()
                .filter(name -> !KnownOptions.REJECTED.containsKey(name))
                .filter(name -> !name.equals("help") && !name.equals("version"))
                .forEach(name -> line(out, name, descriptions.getProperty(name, "")));
        out.println();
        out.println("Options of Payara Micro that are refused:");
        KnownOptions.REJECTED.forEach((name, reason) -> line(out, name, reason));
    }

    private static void line(PrintStream out, String name, String text) {
        out.println(
                String.format(Locale.ROOT, "  --%-42s %s", name, text.strip()).stripTrailing());
    }

    private static Properties descriptions() {
        Properties descriptions = new Properties();
        try (JarFile jar = new JarFile(Unpacker.thisJar().toFile());
                InputStream text = text(jar)) {
            descriptions.load(new InputStreamReader(text, StandardCharsets.UTF_8));
        } catch (IOException | URISyntaxException undescribed) {
            descriptions.clear();
        }
        return descriptions;
    }

    private static InputStream text(JarFile jar) throws IOException {
        InputStream onClassPath = Help.class.getResourceAsStream("/" + DESCRIPTIONS);
        if (onClassPath != null) {
            return onClassPath;
        }
        ZipEntry library = jar.stream()
                .filter(entry -> entry.getName().matches(LIBRARY))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + LIBRARY));
        ZipInputStream content = new ZipInputStream(jar.getInputStream(library), StandardCharsets.UTF_8);
        for (ZipEntry each = content.getNextEntry(); each != null; each = content.getNextEntry()) {
            if (each.getName().equals(DESCRIPTIONS)) {
                return content;
            }
        }
        throw new IOException("no " + DESCRIPTIONS + " in " + library);
    }
}
