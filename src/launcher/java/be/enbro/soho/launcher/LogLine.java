package be.enbro.soho.launcher;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Formats log records like logging.properties, with the thread before the logger's name: a library's line during a
 * request belongs to the next line of a request on the same thread. A message is always one line: control characters
 * are escaped. Of an exception, the classes and the stack are printed but no message, because libraries quote values in
 * messages, and values are personal data.
 */
final class LogLine extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private static final int DEEPEST = 16;
    private static final int MOST_FRAMES = 40;

    /**
     * Installed by code, because Payara Micro resolves formatter classes by its own class loader; an operator's other
     * formatter remains.
     */
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
        line.append(entry.getLoggerName()).append(": ");
        appendEscaped(line, formatMessage(entry));
        line.append(System.lineSeparator());
        if (entry.getThrown() != null) {
            appendStack(line, entry.getThrown());
        }
        return line.toString();
    }

    private static void appendEscaped(StringBuilder line, String message) {
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c >= ' ' && c < 0x7F || c > 0x9F && !isLineOrFormat(c)) {
                line.append(c);
            } else {
                line.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
    }

    /** Returns whether the character begins a line or reverses the text direction in a terminal or an editor. */
    private static boolean isLineOrFormat(char c) {
        int type = Character.getType(c);
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR || type == Character.FORMAT;
    }

    private static void appendStack(StringBuilder text, Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            text.append(depth == 0 ? "" : "Caused by: ").append(cause.getClass().getName());
            text.append(System.lineSeparator());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < frames.length && i < MOST_FRAMES; i++) {
                text.append("\tat ").append(frames[i]).append(System.lineSeparator());
            }
        }
    }
}
