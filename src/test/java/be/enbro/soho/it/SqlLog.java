package be.enbro.soho.it;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The statements that PostgreSQL executed for a request; it logs each before its execution. */
final class SqlLog {
    private static final Pattern STATEMENT =
            Pattern.compile("(?m)^\\d+:LOG:  (?:statement|execute [^:]*): *(.+(?:\\R\\t.*)*)$");

    private SqlLog() {}

    /**
     * Returns the statements of one of several equal requests: the smallest set, because the server's own housekeeping
     * (token look-ups and updates, connection checks) occurs in between at times.
     */
    static List<String> during(Runnable request) {
        return IntStream.range(0, 8)
                .mapToObj(i -> once(request))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    private static List<String> once(Runnable request) {
        return STATEMENT
                .matcher(textOf(request))
                .results()
                .map(line -> line.group(1).strip())
                .toList();
    }

    /** Returns everything logged during a request. */
    static String textOf(Runnable request) {
        long before = size();
        request.run();
        return textFrom(before);
    }

    /** Returns the number of bytes that were logged so far. */
    static long size() {
        return Database.LOG.toFile().length();
    }

    /** Returns everything logged since there were this many bytes. */
    static String textFrom(long size) {
        try (RandomAccessFile log = new RandomAccessFile(Database.LOG.toFile(), "r")) {
            log.seek(size);
            byte[] text = new byte[(int) (log.length() - size)];
            log.readFully(text);
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
