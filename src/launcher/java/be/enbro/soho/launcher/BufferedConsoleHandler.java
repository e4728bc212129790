package be.enbro.soho.launcher;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/**
 * Writes log lines to standard error in batches: a warning or error at once, together with all lines before it, other
 * lines within a tenth of a second. With a write per line, ping takes 6 % more; with the encoder's writes of 512 bytes,
 * a thread renamed per request and Hazelcast, me and show take 16 to 22 % more (docs/decisions/0010).
 */
final class BufferedConsoleHandler extends StreamHandler {
    private static final int LATEST_MILLISECONDS = 100;
    /**
     * The size of the buffer around the stream: the encoder above it passes on 512 bytes at a time, and System.err
     * writes each of them.
     */
    private static final int BYTES_AT_ONCE = 1 << 15;

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(BufferedConsoleHandler::thread);
    private final AtomicBoolean due = new AtomicBoolean();

    BufferedConsoleHandler(OutputStream out, Handler replaced) {
        super(new BufferedOutputStream(out, BYTES_AT_ONCE), replaced.getFormatter());
        setLevel(replaced.getLevel());
        setFilter(replaced.getFilter());
    }

    /**
     * Replaces the JDK's handler, which writes each line; other handlers, and one with a configured encoding, remain.
     */
    static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            if (handler.getClass() == ConsoleHandler.class && handler.getEncoding() == null) {
                // In this order, because a line in between would be lost otherwise.
                root.addHandler(new BufferedConsoleHandler(System.err, handler));
                root.removeHandler(handler);
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "log");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void publish(LogRecord entry) {
        super.publish(entry);
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            flush();
        } else if (due.compareAndSet(false, true)) {
            clock.schedule(this::flushDue, LATEST_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    private void flushDue() {
        due.set(false);
        flush();
    }

    /** Flushes, because standard error must remain open, also at the end of the process. */
    @Override
    public void close() {
        flush();
    }
}
