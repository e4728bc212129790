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
import java.util.stream.Stream;

/** The settings (rules, section 9), validated before anything is started. */
record Settings(Optional<ExternalDatabase> database, String dataDir, int poolMax, Listeners listeners) {
    static Settings read(Options options) {
        options.systemProperties().forEach(Settings::loadProperties);
        Options.checkProperties();
        int poolMax = Setting.SOHO_DB_POOL_MAX.number(32, 1, 1_000);
        Setting.SOHO_OPERATOR_TOKEN.token();
        Setting.SOHO_CONCURRENT_REQUESTS.number(64, 1, 10_000);
        Setting.SOHO_IDEMPOTENCY_DAYS.number(7, 1, 365);
        Setting.SOHO_RATE_PER_SECOND.number(200, 0, 100_000);
        Setting.SOHO_RATE_BURST.number(1_000, 1, 1_000_000);
        KeyStoreFile.check(options);
        String dataDir = Setting.SOHO_DATA_DIR.value().orElse("soho-data");
        Optional<ExternalDatabase> database = externalDatabase();
        return new Settings(database, dataDir, poolMax, Listeners.read(database.isEmpty(), options.port()));
    }

    /**
     * Returns empty only if no setting refers to a database, because a misspelt name must not lead to an empty embedded
     * database.
     */
    private static Optional<ExternalDatabase> externalDatabase() {
        Optional<String> url = Setting.SOHO_DB_URL.value();
        if (url.isEmpty()) {
            Stream.of(Setting.SOHO_DB_USER, Setting.SOHO_DB_PASSWORD)
                    .filter(account -> account.value().isPresent())
                    .findFirst()
                    .ifPresent(Settings::rejectWithoutUrl);
        }
        return url.map(ExternalDatabase::at);
    }

    private static void rejectWithoutUrl(Setting account) {
        throw new BadSetting(
                Setting.SOHO_DB_URL,
                "is not set, but " + account + " is: set both, or neither for an embedded PostgreSQL");
    }

    /** Loads the file into the system properties, as Payara Micro does, but too late for the launcher. */
    private static void loadProperties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartupException("--systemproperties " + file + " cannot be read", unreadable);
        }
        properties.stringPropertyNames().forEach(name -> System.setProperty(name, properties.getProperty(name)));
    }
}
