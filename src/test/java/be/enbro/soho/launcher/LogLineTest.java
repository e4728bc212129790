package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void a_line_says_when_how_grave_on_which_thread_who_and_what() {
        String thread = Thread.currentThread().getName();
        assertTrue(
                line().endsWith(" WARNING [" + thread + "] org.example: it is late" + System.lineSeparator()), line());
        assertEquals(LocalDateTime.of(2020, 4, 6, 8, 43, 33, 409_000_000), timeOf(line()));
    }

    @Test
    void a_stack_follows_its_line() {
        LogRecord entry = entry();
        entry.setThrown(new IllegalStateException("why"));
        String text = new LogLine().format(entry);
        assertTrue(text.contains(System.lineSeparator() + "java.lang.IllegalStateException: why"), text);
    }

    private static String line() {
        return new LogLine().format(entry());
    }

    private static LocalDateTime timeOf(String line) {
        return OffsetDateTime.parse(
                        line.substring(0, line.indexOf(' ')), DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ"))
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toLocalDateTime();
    }

    private static LogRecord entry() {
        LogRecord entry = new LogRecord(Level.WARNING, "it is {0}");
        entry.setParameters(new Object[] {"late"});
        entry.setLoggerName("org.example");
        entry.setInstant(Instant.parse("2020-04-06T08:43:33.409999Z"));
        return entry;
    }
}
