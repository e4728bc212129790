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
    private static boolean over;
    private static boolean reasonGiven;

    @Override
    public boolean isLoggable(LogRecord entry) {
        // the server sets the levels of some of its loggers itself, whatever logging.properties says
        boolean matters = isOurs(entry) || entry.getLevel().intValue() >= Level.WARNING.intValue();
        return matters && passes(entry);
    }

    private static boolean isOurs(LogRecord entry) {
        return String.valueOf(entry.getLoggerName()).startsWith(OURS);
    }

    private static synchronized boolean passes(LogRecord entry) {
        if (over) return true;
        if (isOurs(entry)) {
            reasonGiven |= entry.getLevel().intValue() >= Level.SEVERE.intValue();
            return true;
        }
        if (HELD.size() == MOST) HELD.removeFirst();
        HELD.addLast(entry);
        return false;
    }

    /** Ends the start, whichever way: what was held is written now, from here on nothing is held. */
    public static void release() {
        for (LogRecord entry : end()) {
            for (Handler handler : Logger.getLogger("").getHandlers()) handler.publish(entry);
        }
    }

    /** Ends a start that failed: what was held is written, unless the application gave the reason; whether it did. */
    public static boolean releaseUnlessExplained() {
        if (!explained()) release();
        end();
        return explained();
    }

    private static synchronized boolean explained() {
        return reasonGiven;
    }

    private static synchronized Iterable<LogRecord> end() {
        over = true;
        Deque<LogRecord> held = new ArrayDeque<>(HELD);
        HELD.clear();
        return held;
    }
}
