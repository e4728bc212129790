package be.enbro.soho.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Holds back the application server's log records until the result of the start is known: if the application itself has
 * logged in one line why it cannot start, the server's long consequential errors would only obscure it.
 */
public final class StartLog implements Filter {
    private static final String APPLICATION = "be.enbro.soho";
    private static final int MAX_HELD = 1_000;
    private static final Deque<LogRecord> HELD = new ArrayDeque<>();

    private static boolean starting = true;
    private static boolean reasonGiven;
    /**
     * The minimum level; the server sets the levels of some of its loggers itself, whatever logging.properties says.
     */
    private static Level minLevel = Level.WARNING;

    private static boolean silent;

    @Override
    public boolean isLoggable(LogRecord entry) {
        boolean isOfApplication = String.valueOf(entry.getLoggerName()).startsWith(APPLICATION);
        return isOfApplication ? acceptOwn(entry) : acceptOrHold(entry);
    }

    /** Resets everything to the state of a new process, for tests. */
    static synchronized void begin() {
        HELD.clear();
        starting = true;
        reasonGiven = false;
        minLevel = Level.WARNING;
        silent = false;
    }

    /** Ends the start: writes the records held back, and holds back no more. */
    public static void release() {
        for (LogRecord entry : held()) {
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                handler.publish(entry);
            }
        }
    }

    /**
     * Ends a failed start: writes the records held back unless the application logged the reason.
     *
     * @return whether it did
     */
    public static boolean releaseUnlessExplained() {
        boolean explained = explained();
        if (explained) {
            held();
        } else {
            release();
        }
        return explained;
    }

    /** Suppresses all records of the server below SEVERE from now on, because it is shutting down. */
    public static synchronized void quieten() {
        minLevel = Level.SEVERE;
    }

    /** Suppresses all records from now on, because all failures of a start aborted on purpose are consequential. */
    public static synchronized void silence() {
        silent = true;
    }

    private static synchronized boolean acceptOwn(LogRecord entry) {
        if (silent) {
            return false;
        }
        reasonGiven |= entry.getLevel().intValue() >= Level.SEVERE.intValue();
        return true;
    }

    private static synchronized boolean acceptOrHold(LogRecord entry) {
        if (silent || entry.getLevel().intValue() < minLevel.intValue()) {
            return false;
        }
        if (!starting) {
            return true;
        }
        if (HELD.size() == MAX_HELD) {
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
