package be.enbro.soho.it;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A few clients that ask for {@code /api/v1/ping} all the time, each time on a new connection, and note every kind of answer. */
final class SteadyPings implements AutoCloseable {
    /** What a node that is being exchanged may answer: it serves, or it says so, or it is not there. */
    static final Set<String> ALLOWED = Set.of(
            "200 {}",
            "503 {\"errors\":[{\"error\":\"service_unavailable\",\"message\":\"service unavailable\","
                    + "\"path\":\"request\",\"type\":\"custom\"}]}",
            "refused",
            "closed");

    private static final int CLIENTS = 4;
    private static final int PATIENCE_MILLISECONDS = 300_000;

    private static final byte[] REQUEST = "GET /api/v1/ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;
    private final List<Thread> clients;

    private SteadyPings() {
        clients = Stream.generate(() -> new Thread(this::ask)).limit(CLIENTS).toList();
    }

    static SteadyPings begin() {
        SteadyPings pings = new SteadyPings();
        pings.clients.forEach(Thread::start);
        return pings;
    }

    /** The kinds of answer that came. */
    Set<String> end() throws InterruptedException {
        close();
        for (Thread client : clients) {
            client.join();
        }
        return Set.copyOf(answers);
    }

    @Override
    public void close() {
        ended = true;
    }

    private void ask() {
        try {
            while (!ended) {
                answers.add(answer());
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String answer() {
        URI server = Settings.url();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLISECONDS);
            socket.getOutputStream().write(REQUEST);
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.isEmpty() ? "closed" : statusAndBody(answer);
        } catch (ConnectException refused) {
            return "refused";
        } catch (IOException closed) {
            return "closed";
        }
    }

    private static String statusAndBody(String answer) {
        int body = answer.indexOf("\r\n\r\n");
        return answer.substring(9, 12) + ' ' + answer.substring(body + 4);
    }
}
