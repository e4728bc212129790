package be.enbro.soho.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The lines of logging.properties, and before the logger's name the thread: what a library says in a request belongs to
 * the next line of a request that the same thread writes.
 */
final class LogLine extends Formatter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneId.systemDefault());

    /** In code, since Payara Micro looks for a formatter's class among its own; an operator's other one stays. */
    static void install() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler.getFormatter() instanceof SimpleFormatter) {
                handler.setFormatter(new LogLine());
            }
        }
    }

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(200);
        TIME.formatTo(entry.getInstant(), line);
        line.append(' ').append(entry.getLevel().getName());
        line.append(" [").append(Thread.currentThread().getName()).append("] ");
        line.append(entry.getLoggerName()).append(": ").append(formatMessage(entry));
        line.append(System.lineSeparator());
        return entry.getThrown() == null
                ? line.toString()
                : line.append(stack(entry.getThrown())).toString();
    }

    private static String stack(Throwable thrown) {
        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack, true));
        return stack.toString();
    }
}
