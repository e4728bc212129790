package be.enbro.soho.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/**
 * Ends the server when it is told to. Shutdown hooks all run at once, and Payara Micro's own cuts off requests in
 * flight, so the signals are taken instead: let requests finish, stop Payara Micro, then the database, then exit.
 */
final class Shutdown {
    private static final int ENTIRELY_MILLISECONDS = 9_500;
    private static final AtomicReference<RuntimeDirectory> DIRECTORY = new AtomicReference<>();

    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile PayaraMicro server;
    private volatile EmbeddedDatabase database;

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopDatabase, "embedded database's end"));
        for (String signal : new String[] {"TERM", "INT", "HUP"}) {
            take(signal);
        }
    }

    void server(PayaraMicro started) {
        server = started;
    }

    /** Told before it is started, for a start can be ended, too. */
    void database(EmbeddedDatabase toBeStarted) {
        database = toBeStarted;
    }

    boolean hasBegun() {
        return begun.get();
    }

    /** Ends the server although nobody told it to; the reason is the last line it says. */
    void giveUp(String reason) {
        System.err.println(reason);
        endElsewhere(1);
    }

    /** The directory that goes with the process. */
    static void directory(RuntimeDirectory made) {
        DIRECTORY.set(made);
    }

    /**
     * Ends the process without a further word: Payara Micro's own shutdown hook opens a log to say that its work is done,
     * and a start that was broken off complains.
     */
    static void exit(int code) {
        StartLog.quieten();
        Optional.ofNullable(DIRECTORY.get()).ifPresent(RuntimeDirectory::deleteOnExit);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        System.setOut(nowhere);
        System.setErr(nowhere);
        System.exit(code);
    }

    private void take(String signal) {
        try {
            Signal.handle(new Signal(signal), received -> endElsewhere(0));
        } catch (IllegalArgumentException notHere) {
            // Windows knows no HUP, and -Xrs leaves the signals to others: then the shutdown hooks must do
            return;
        }
    }

    /** No daemon, as the thread of a signal is: when Payara Micro's last thread ends, the process would end with it. */
    private void endElsewhere(int code) {
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
            Thread.sleep(ENTIRELY_MILLISECONDS);
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
