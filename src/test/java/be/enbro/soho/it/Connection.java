package be.enbro.soho.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that sends its POST in parts. */
final class Connection implements AutoCloseable {
    private static final int TIMEOUT_MILLISECONDS = 30_000;

    private final Socket socket;

    private Connection(Socket socket) {
        this.socket = socket;
    }

    /** Sends the headers of a POST of JSON and nothing of its body. */
    static Connection begin(String path, String token, String headers) {
        URI server = Settings.url();
        try {
            Connection connection = new Connection(new Socket(server.getHost(), server.getPort()));
            connection.socket.setSoTimeout(TIMEOUT_MILLISECONDS);
            connection.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer " + token + "\r\n" + headers + "\r\n\r\n");
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a further part; does nothing if the server has closed the connection. */
    void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            return;
        }
    }

    /** Returns the beginning of the response. */
    String start() {
        try {
            return new String(socket.getInputStream().readNBytes(16), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns everything received until the server closes the connection. */
    String answer() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resets the connection. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
