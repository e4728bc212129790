package be.enbro.soho.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.enbro.soho.launcher.RunningServer;
import be.enbro.soho.settings.BadSetting;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules, section 9: the runnable jar and the WAR do not start on a database that cannot store every text. */
class UnfitDatabaseIT {
    private static EmbeddedPostgres postgres;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @AfterEach
    void without_settings() {
        System.clearProperty("soho.db.url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "LATIN9", "SQL_ASCII"})
    void an_encoding_other_than_utf8_is_named_in_one_line(String encoding) throws SQLException {
        String url = urlOfNew(encoding);
        String line = "SOHO_DB_URL names a database that has the encoding " + encoding + ": it must be UTF8";

        try (RunningServer server = RunningServer.start(directory, Map.of("SOHO_DB_URL", url))) {
            assertEquals(1, server.exitCode());
            assertEquals(line + System.lineSeparator(), server.err());
        }
        System.setProperty("soho.db.url", url);
        assertEquals(
                line, assertThrows(BadSetting.class, new Migration()::migrate).getMessage());
    }

    private static String urlOfNew(String encoding) throws SQLException {
        String name = encoding.toLowerCase(Locale.ROOT);
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " ENCODING '" + encoding
                    + "' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        }
        return postgres.getJdbcUrl("postgres", name);
    }
}
