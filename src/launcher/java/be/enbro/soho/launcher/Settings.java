package be.enbro.soho.launcher;

import be.enbro.soho.settings.BadSetting;
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
    private static final int SHORTEST_TOKEN = 32;

    static Settings read(Options options) {
        options.systemProperties().forEach(Settings::adopt);
        int poolMax = Setting.SOHO_DB_POOL_MAX.number(32, 1, 1_000);
        checkOperatorToken();
        KeyStoreFile.check(options);
        String dataDir = Setting.SOHO_DATA_DIR.value().orElse("soho-data");
        Optional<ExternalDatabase> database = Setting.SOHO_DB_URL.value().map(ExternalDatabase::at);
        return new Settings(database, dataDir, poolMax, Listeners.read(database.isEmpty(), options.port()));
    }

    private static void checkOperatorToken() {
        Optional<String> token = Setting.SOHO_OPERATOR_TOKEN.value();
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            throw new BadSetting(
                    Setting.SOHO_OPERATOR_TOKEN, "must be at least " + SHORTEST_TOKEN + " characters long");
        }
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
