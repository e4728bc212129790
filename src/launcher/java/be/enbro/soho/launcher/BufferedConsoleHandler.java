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
 * Writes log lines to the standard error in batches: a warning or an error, and all lines before it, at once, other lines
 * within a tenth of a second. With a write per line ping takes 6 % more, and with the encoder's writes of 512 bytes, a
 * renamed thread per request and Hazelcast me and show 16 to 22 % more (docs/decisions/0010).
 */
final class BufferedConsoleHandler extends StreamHandler {
    private static final int LATEST_MILLISECONDS = 100;
    /** Of a buffer around the stream: the encoder above it passes on 512 bytes at a time, System.err writes each on. */
    private static final int BYTES_AT_ONCE = 1 << 15;

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(BufferedConsoleHandler::thread);
    private final AtomicBoolean due = new AtomicBoolean();

    BufferedConsoleHandler(OutputStream out, Handler replaced) {
        super(new BufferedOutputStream(out, BYTES_AT_ONCE), replaced.getFormatter());
        setLevel(replaced.getLevel());
        setFilter(replaced.getFilter());
    }

    /** In place of the JDK's own, which writes each line; others, and one that an operator gave an encoding, stay. */
    static void install() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            if (handler.getClass() == ConsoleHandler.class && handler.getEncoding() == null) {
                // In this order, or a line that comes between is lost.
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

    /** As at the end of the process: what is written goes out, the standard error stays open. */
    @Override
    public void close() {
        flush();
    }
}
