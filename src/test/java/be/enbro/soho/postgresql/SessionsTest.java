package be.enbro.soho.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.settings.BadSetting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The operator's URL takes precedence over the defaults (rules, section 9). */
class SessionsTest {
    private final String before = System.getProperty("soho.db.url");

    @AfterEach
    void as_before() {
        if (before == null) {
            System.clearProperty("soho.db.url");
        } else {
            System.setProperty("soho.db.url", before);
        }
    }

    @Test
    void postgresql_ends_a_statement_before_the_driver_gives_it_up() {
        PGSimpleDataSource pooled = pooled("jdbc:postgresql://db/soho");

        assertEquals(3, pooled.getSocketTimeout());
        assertTrue(pooled.getOptions().contains("-c statement_timeout=2s -c lock_timeout=1s "), pooled.getOptions());
        assertFalse(pooled.getLogServerErrorDetail());
    }

    @Test
    void parameters_of_the_url_take_precedence() {
        PGSimpleDataSource pooled = pooled(
                "jdbc:postgresql://db/soho?socketTimeout=7&connectTimeout=8&prepareThreshold=0&tcpKeepAlive=false"
                        + "&ApplicationName=mine&options=-c%20statement_timeout=6s");

        assertEquals(7, pooled.getSocketTimeout());
        assertEquals(8, pooled.getConnectTimeout());
        assertEquals(0, pooled.getPrepareThreshold());
        assertFalse(pooled.getTcpKeepAlive());
        assertEquals("mine", pooled.getApplicationName());
        assertTrue(pooled.getOptions().endsWith(" -c statement_timeout=6s"), pooled.getOptions());
    }

    @Test
    void a_migration_has_a_short_lock_timeout_and_no_statement_timeout() {
        System.setProperty("soho.db.url", "jdbc:postgresql://db/soho");
        PGSimpleDataSource migrating = Sessions.forMigrations();

        assertEquals(
                "-c statement_timeout=0 -c lock_timeout=500ms -c idle_in_transaction_session_timeout=0",
                migrating.getOptions());
        assertEquals(0, migrating.getSocketTimeout());
    }

    @Test
    void a_malformed_url_is_rejected_without_being_quoted() {
        BadSetting bad = assertThrows(BadSetting.class, () -> pooled("jdbc:mysql://user:secret@db/soho"));

        assertEquals("SOHO_DB_URL is not a JDBC URL of PostgreSQL", bad.getMessage());
    }

    private static PGSimpleDataSource pooled(String url) {
        System.setProperty("soho.db.url", url);
        return Sessions.forRequests(() -> {});
    }
}
