package be.enbro.soho.launcher;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Restarts the embedded PostgreSQL when it ends unexpectedly; gives up if that happens three times within a minute, or
 * if it does not start.
 */
final class DatabaseWatch {
    private static final Logger LOG = Logger.getLogger(DatabaseWatch.class.getName());
    private static final int MOST_ENDS = 3;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final EmbeddedDatabase database;
    private final Consumer<String> giveUp;
    private final Deque<Instant> ends = new ArrayDeque<>();

    private DatabaseWatch(EmbeddedDatabase database, Consumer<String> giveUp) {
        this.database = database;
        this.giveUp = giveUp;
    }

    /**
     * Starts watching.
     *
     * @param giveUp receives the reason, once
     */
    static void begin(EmbeddedDatabase database, Consumer<String> giveUp) {
        DatabaseWatch watch = new DatabaseWatch(database, giveUp);
        Thread thread = new Thread(watch::watch, "embedded database's watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            do {
                database.awaitEnd();
            } while (startAgain(Instant.now()));
        } catch (IOException | RuntimeException failure) {
            giveUp.accept(database + " has ended and does not start again: " + failure.getMessage());
        }
    }

    private boolean startAgain(Instant ended) throws IOException {
        ends.addLast(ended);
        ends.removeIf(end -> end.isBefore(ended.minus(WITHIN)));
        if (database.isMeantToRun() && ends.size() >= MOST_ENDS) {
            giveUp.accept(database + " has ended " + ends.size() + " times within a minute");
            return false;
        }
        boolean again = database.startAgain();
        if (again) {
            LOG.warning(database + " had ended and was started again, within "
                    + Duration.between(ended, Instant.now()).toMillis() + " ms");
        }
        return again;
    }
}
