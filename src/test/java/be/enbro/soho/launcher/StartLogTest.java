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

    /** Alone: what is held is written to every handler, and the console of a build is no place for it. */
    @BeforeEach
    void listen() {
        StartLog.begin();
        log.setFilter(new StartLog());
        others.forEach(root::removeHandler);
        root.addHandler(log);
    }

    @AfterEach
    void listenNoMore() {
        root.removeHandler(log);
        others.forEach(root::addHandler);
    }

    @Test
    void the_servers_warnings_wait_for_the_end_of_the_start() {
        say("org.server", Level.WARNING, "disk");
        say("org.server", Level.INFO, "banner");
        say("be.enbro.soho.persistence", Level.INFO, "schema");
        assertEquals(List.of("schema"), written);
        StartLog.release();
        assertEquals(List.of("schema", "disk"), written);
    }

    @Test
    void when_the_application_gave_the_reason_the_servers_consequences_are_dropped() {
        say("be.enbro.soho.persistence", Level.SEVERE, "SOHO_DB_URL is bad");
        say("org.server", Level.SEVERE, "stack trace");
        StartLog.releaseUnlessExplained();
        assertEquals(List.of("SOHO_DB_URL is bad"), written);
    }

    @Test
    void when_nobody_gave_a_reason_the_servers_word_is_heard() {
        say("org.server", Level.SEVERE, "stack trace");
        StartLog.releaseUnlessExplained();
        assertEquals(List.of("stack trace"), written);
    }

    @Test
    void while_it_serves_the_servers_warnings_are_heard_and_at_its_end_only_errors() {
        StartLog.release();
        say("org.server", Level.WARNING, "slow");
        StartLog.quieten();
        say("org.server", Level.WARNING, "leak");
        say("org.server", Level.SEVERE, "lost");
        assertEquals(List.of("slow", "lost"), written);
    }

    private void say(String logger, Level level, String message) {
        LogRecord entry = new LogRecord(level, message);
        entry.setLoggerName(logger);
        log.publish(entry);
    }
}
