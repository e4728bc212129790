package be.enbro.soho.launcher;

import be.enbro.soho.settings.Setting;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The settings (rules, section 9), checked before anything is started. */
record Settings(Optional<ExternalDatabase> database, String dataDir, int poolMax, Listeners listeners) {
    static Settings read(Options options) {
        options.systemProperties().forEach(Settings::adopt);
        Options.checkProperties();
        int poolMax = Setting.SOHO_DB_POOL_MAX.number(32, 1, 1_000);
        Setting.SOHO_OPERATOR_TOKEN.token();
        Setting.SOHO_CONCURRENT_REQUESTS.number(64, 1, 10_000);
        KeyStoreFile.check(options);
        String dataDir = Setting.SOHO_DATA_DIR.value().orElse("soho-data");
        Optional<ExternalDatabase> database = Setting.SOHO_DB_URL.value().map(ExternalDatabase::at);
        return new Settings(database, dataDir, poolMax, Listeners.read(database.isEmpty(), options.port()));
    }

    /** Payara Micro does the same, but too late for us. */
    private static void adopt(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new NoStart("--systemproperties " + file + " cannot be read", unreadable);
        }
        properties.stringPropertyNames().forEach(name -> System.setProperty(name, properties.getProperty(name)));
    }
}
