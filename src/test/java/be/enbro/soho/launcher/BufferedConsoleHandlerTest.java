package be.enbro.soho.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;

class BufferedConsoleHandlerTest {
    private final Written written = new Written();
    private final Handler output = new BufferedConsoleHandler(written, replaced());

    @Test
    void a_warning_is_written_at_once_after_the_lines_before_it() {
        output.publish(new LogRecord(Level.INFO, "a request"));
        output.publish(new LogRecord(Level.WARNING, "a warning"));

        assertEquals("a request|a warning|", written.text());
    }

    @Test
    void other_lines_are_written_after_a_short_time() throws InterruptedException {
        output.publish(new LogRecord(Level.INFO, "a request"));
        written.first.await();

        assertEquals("a request|", written.text());
    }

    @Test
    void each_write_ends_with_a_complete_line() {
        for (int i = 0; i < 500; i++) {
            output.publish(new LogRecord(Level.INFO, "a request as long as a line of the log is"));
        }
        output.close();

        assertTrue(written.inWholeLines);
    }

    @Test
    void closing_writes_the_remaining_lines() {
        output.publish(new LogRecord(Level.INFO, "the last request"));
        output.close();

        assertEquals("the last request|", written.text());
    }

    @Test
    void the_level_is_that_of_the_replaced_handler() {
        output.publish(new LogRecord(Level.FINE, "a detail"));
        output.close();

        assertEquals("", written.text());
    }

    private static Handler replaced() {
        Handler replaced = new StreamHandler();
        replaced.setLevel(Level.INFO);
        replaced.setFormatter(new Formatter() {
            @Override
            public String format(LogRecord entry) {
                return entry.getMessage() + '|';
            }
        });
        return replaced;
    }

    private static final class Written extends ByteArrayOutputStream {
        private final CountDownLatch first = new CountDownLatch(1);
        private boolean inWholeLines = true;

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            inWholeLines &= bytes[offset + length - 1] == '|';
            first.countDown();
        }

        private synchronized String text() {
            return toString(StandardCharsets.UTF_8);
        }
    }
}
