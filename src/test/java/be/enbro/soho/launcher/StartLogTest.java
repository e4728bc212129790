package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartLogTest {
    private final List<String> written = new ArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (isLoggable(entry)) {
                written.add(entry.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final Logger root = Logger.getLogger("");
    private final List<Handler> others = List.of(root.getHandlers());

    /**
     * Removes the other handlers, because held records are written to every handler, and must not appear in the console
     * of a build.
     */
    @BeforeEach
    void addHandler() {
        StartLog.begin();
        log.setFilter(new StartLog());
        others.forEach(root::removeHandler);
        root.addHandler(log);
    }

    @AfterEach
    void removeHandler() {
        root.removeHandler(log);
        others.forEach(root::addHandler);
    }

    @Test
    void warnings_of_the_server_are_held_until_the_start_has_ended() {
        log("org.server", Level.WARNING, "disk");
        log("org.server", Level.INFO, "banner");
        log("be.enbro.soho.persistence", Level.INFO, "schema");
        assertEquals(List.of("schema"), written);
        StartLog.release();
        assertEquals(List.of("schema", "disk"), written);
    }

    @Test
    void errors_of_the_server_are_dropped_if_the_application_logged_the_reason() {
        log("be.enbro.soho.persistence", Level.SEVERE, "SOHO_DB_URL is bad");
        log("org.server", Level.SEVERE, "stack trace");
        StartLog.releaseUnlessExplained();
        assertEquals(List.of("SOHO_DB_URL is bad"), written);
    }

    @Test
    void errors_of_the_server_are_written_if_there_is_no_other_reason() {
        log("org.server", Level.SEVERE, "stack trace");
        StartLog.releaseUnlessExplained();
        assertEquals(List.of("stack trace"), written);
    }

    @Test
    void warnings_of_the_server_are_written_until_it_shuts_down() {
        StartLog.release();
        log("org.server", Level.WARNING, "slow");
        StartLog.quieten();
        log("org.server", Level.WARNING, "leak");
        log("org.server", Level.SEVERE, "lost");
        assertEquals(List.of("slow", "lost"), written);
    }

    private void log(String logger, Level level, String message) {
        LogRecord entry = new LogRecord(level, message);
        entry.setLoggerName(logger);
        log.publish(entry);
    }
}
