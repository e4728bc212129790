package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
    void a_line_has_time_level_thread_logger_and_message() {
        String thread = Thread.currentThread().getName();
        assertTrue(
                line().endsWith(" WARNING [" + thread + "] org.example: it is late" + System.lineSeparator()), line());
        assertEquals(LocalDateTime.of(2020, 4, 6, 8, 43, 33, 409_000_000), timeOf(line()));
    }

    @Test
    void a_message_is_always_one_line() {
        LogRecord entry = entry();
        entry.setMessage("a\r\n2020-04-06 INFO b\tc\u001b[31m\u0007\u007f\u0085\u2028\u2029\u202e\ud83d\ude00 é");
        entry.setParameters(null);
        String text = new LogLine().format(entry);
        assertTrue(
                text.endsWith(": a\\u000d\\u000a2020-04-06 INFO b\\u0009c\\u001b[31m\\u0007\\u007f\\u0085\\u2028\\u2029"
                        + "\\u202e\ud83d\ude00 é" + System.lineSeparator()),
                text);
    }

    @Test
    void a_stack_follows_its_line_without_the_messages_of_its_exceptions() {
        LogRecord entry = entry();
        entry.setThrown(new IllegalStateException("jan@example.be", new IOException("jan@example.be")));
        String text = new LogLine().format(entry);
        String at = System.lineSeparator() + "\tat be.enbro.soho.launcher.LogLineTest.";
        assertTrue(text.contains(System.lineSeparator() + "java.lang.IllegalStateException" + at), text);
        assertTrue(text.contains(System.lineSeparator() + "Caused by: java.io.IOException" + at), text);
        assertFalse(text.contains("jan@"), text);
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
