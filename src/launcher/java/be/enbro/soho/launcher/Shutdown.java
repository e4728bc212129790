package be.enbro.soho.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import sun.misc.Signal;

/**
 * Ends the server when it is told to. Shutdown hooks all run at once, and Payara Micro's own cuts off requests in
 * flight, so the signals are taken instead: let requests finish, stop Payara Micro, then the database, then exit.
 */
final class Shutdown {
    private static final int ENTIRELY_MILLISECONDS = 9_500;

    private PayaraMicro server;
    private EmbeddedDatabase database;

    Shutdown() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopDatabase, "embedded database's end"));
        for (String signal : new String[] {"TERM", "INT", "HUP"}) take(signal);
    }

    synchronized void server(PayaraMicro started) {
        server = started;
    }

    synchronized void database(EmbeddedDatabase started) {
        database = started;
    }

    private void take(String signal) {
        try {
            Signal.handle(new Signal(signal), received -> end());
        } catch (IllegalArgumentException notHere) {
            // Windows knows no HUP, and -Xrs leaves the signals to others: then the shutdown hooks must do
            return;
        }
    }

    private void end() {
        Thread limit = new Thread(Shutdown::halt, "limit of the shutdown");
        limit.setDaemon(true);
        limit.start();
        PayaraMicro running = server();
        if (running != null) {
            Drain.await();
            running.stop();
        }
        stopDatabase();
        // Payara Micro's own hook finds its work done, and would say so
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        System.exit(0);
    }

    private static void halt() {
        try {
            Thread.sleep(ENTIRELY_MILLISECONDS);
        } catch (InterruptedException ended) {
            return;
        }
        Runtime.getRuntime().halt(1);
    }

    private synchronized PayaraMicro server() {
        return server;
    }

    private void stopDatabase() {
        EmbeddedDatabase running;
        synchronized (this) {
            running = database;
        }
        if (running != null) running.stop();
    }
}
