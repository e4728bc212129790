package be.enbro.soho.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps what the application server has to say while it starts until it is known how the start ended: when the
 * application itself has said in one line why it cannot start, the server's pages of consequences only bury that line.
 */
public final class StartLog implements Filter {
    private static final String OURS = "be.enbro.soho";
    private static final int MOST = 1_000;
    private static final Deque<LogRecord> HELD = new ArrayDeque<>();

    private static boolean starting = true;
    private static boolean reasonGiven;
    /** The server sets the levels of some of its loggers itself, whatever logging.properties says. */
    private static Level least = Level.WARNING;

    private static boolean silent;

    @Override
    public boolean isLoggable(LogRecord entry) {
        boolean ours = String.valueOf(entry.getLoggerName()).startsWith(OURS);
        return ours ? note(entry) : keep(entry);
    }

    /** For tests: everything as in a process that has just begun. */
    static synchronized void begin() {
        HELD.clear();
        starting = true;
        reasonGiven = false;
        least = Level.WARNING;
        silent = false;
    }

    /** Ends the start: what was held is written now, from here on nothing is held. */
    public static void release() {
        for (LogRecord entry : held()) {
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                handler.publish(entry);
            }
        }
    }

    /** Ends a start that failed: what was held is written unless the application gave the reason; whether it did. */
    public static boolean releaseUnlessExplained() {
        boolean explained = explained();
        if (explained) {
            held();
        } else {
            release();
        }
        return explained;
    }

    /** From here on, when the server ends, it is heard of its errors only. */
    public static synchronized void quieten() {
        least = Level.SEVERE;
    }

    /** From here on nothing is heard: of a start that is ended on purpose every failure is a consequence. */
    public static synchronized void silence() {
        silent = true;
    }

    private static synchronized boolean note(LogRecord entry) {
        if (silent) {
            return false;
        }
        reasonGiven |= entry.getLevel().intValue() >= Level.SEVERE.intValue();
        return true;
    }

    private static synchronized boolean keep(LogRecord entry) {
        if (silent || entry.getLevel().intValue() < least.intValue()) {
            return false;
        }
        if (!starting) {
            return true;
        }
        if (HELD.size() == MOST) {
            HELD.removeFirst();
        }
        HELD.addLast(entry);
        return false;
    }

    private static synchronized boolean explained() {
        return reasonGiven;
    }

    private static synchronized Iterable<LogRecord> held() {
        starting = false;
        Deque<LogRecord> held = new ArrayDeque<>(HELD);
        HELD.clear();
        return held;
    }
}
