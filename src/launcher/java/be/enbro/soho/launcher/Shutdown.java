package be.enbro.soho.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/**
 * Shuts the server down on a signal. Shutdown hooks run concurrently, and Payara Micro's own aborts requests in flight,
 * so the signals are handled instead: wait for requests to finish, stop Payara Micro, then the database, then exit.
 */
final class Shutdown {
    private static final int MAX_MILLISECONDS = 9_500;
    private static final AtomicReference<RuntimeDirectory> DIRECTORY = new AtomicReference<>();

    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile PayaraMicro server;
    private volatile EmbeddedDatabase database;

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopDatabase, "embedded database's end"));
        for (String signal : new String[] {"TERM", "INT", "HUP"}) {
            handle(signal);
        }
    }

    void server(PayaraMicro started) {
        server = started;
    }

    /** Called before the database is started, because a start can be aborted as well. */
    void database(EmbeddedDatabase toBeStarted) {
        database = toBeStarted;
    }

    boolean hasBegun() {
        return begun.get();
    }

    /** Shuts the server down without a signal; the reason is its last line of output. */
    void giveUp(String reason) {
        System.err.println(reason);
        endOnNewThread(1);
    }

    /** Sets the directory that is deleted with the process. */
    static void directory(RuntimeDirectory made) {
        DIRECTORY.set(made);
    }

    /**
     * Exits without further output: Payara Micro's own shutdown hook logs that it has finished, and an aborted start
     * logs failures.
     */
    static void exit(int code) {
        StartLog.quieten();
        Optional.ofNullable(DIRECTORY.get()).ifPresent(RuntimeDirectory::deleteOnExit);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        System.exit(code);
    }

    private void handle(String signal) {
        try {
            Signal.handle(new Signal(signal), received -> endOnNewThread(0));
        } catch (IllegalArgumentException notHere) {
            // Windows has no HUP, and -Xrs reserves the signals; in both cases the shutdown hooks suffice.
            return;
        }
    }

    /**
     * Not a daemon thread like that of a signal, because otherwise the process would end with Payara Micro's last
     * thread.
     */
    private void endOnNewThread(int code) {
        Thread end = new Thread(() -> end(code), "end");
        end.setDaemon(false);
        end.start();
    }

    private void end(int code) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        Thread limit = new Thread(this::halt, "limit of the shutdown");
        limit.setDaemon(true);
        limit.start();
        PayaraMicro running = server;
        if (running == null) {
            StartLog.silence();
        } else {
            Application.drain();
            StartLog.quieten();
            running.stopListening();
            running.stop();
        }
        stopDatabase();
        exit(code);
    }

    private void halt() {
        try {
            Thread.sleep(MAX_MILLISECONDS);
        } catch (InterruptedException ended) {
            return;
        }
        EmbeddedDatabase running = database;
        if (running != null) {
            running.kill();
        }
        Runtime.getRuntime().halt(1);
    }

    private void stopDatabase() {
        EmbeddedDatabase running = database;
        if (running != null) {
            running.stop();
        }
    }
}
