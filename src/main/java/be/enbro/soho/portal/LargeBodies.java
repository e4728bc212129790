package be.enbro.soho.portal;

import java.util.concurrent.Semaphore;

/**
 * Limits what bodies cost that anyone can request and nobody has to read. A client that does not read occupies memory
 * for at most one of them per connection, and all such clients together occupy only some of the server's threads.
 */
final class LargeBodies {
    /** A smaller body fits into the buffers of a connection. */
    private static final int LARGE_BYTES = 4 * 1024;

    private static final Semaphore THREADS = new Semaphore(8);

    private LargeBodies() {}

    static boolean isLarge(byte[] body) {
        return body.length > LARGE_BYTES;
    }

    /** Returns whether a thread may send a large body, as the last one of its connection; if so, {@link #end} follows. */
    static boolean begin() {
        return THREADS.tryAcquire();
    }

    static void end() {
        THREADS.release();
    }
}
