package be.enbro.soho.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Sends bodies that anyone can request and nobody has to read. A client that does not read occupies memory for at most
 * one of them per connection, and all such clients together occupy only some of the server's threads.
 */
final class LargeBodies {
    /** A smaller body fits into the buffers of a connection. */
    private static final int LARGE_BYTES = 4 * 1024;

    private static final Semaphore THREADS = new Semaphore(8);

    private LargeBodies() {}

    static boolean isLarge(byte[] body) {
        return body.length > LARGE_BYTES;
    }

    /** Returns whether a thread may send a large body; if so, {@link #send} must follow. */
    static boolean begin() {
        return THREADS.tryAcquire();
    }

    /** Sends the body, and nothing more on its connection. */
    static void send(byte[] body, HttpServletResponse response) throws IOException {
        try {
            response.setHeader("Connection", "close");
            response.getOutputStream().write(body);
            response.flushBuffer();
        } finally {
            THREADS.release();
        }
    }
}
