package be.enbro.soho.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A few clients that send {@code GET /api/v1/ping} continuously, each time on a new connection, and record the distinct
 * outcomes.
 */
final class SteadyPings implements AutoCloseable {
    /** The permitted outcomes while a node is being replaced: it serves, answers 503, or refuses the connection. */
    static final Set<String> ALLOWED = Set.of(
            "200 {}",
            "503 application/json; charset=utf-8, nosniff, no-store, 2"
                    + " {\"errors\":[{\"error\":\"service_unavailable\",\"message\":\"service unavailable\","
                    + "\"path\":\"request\",\"type\":\"custom\"}]}",
            "refused",
            "closed");

    private static final int CLIENTS = 4;
    private static final int TIMEOUT_MILLISECONDS = 300_000;

    private static final byte[] REQUEST = "GET /api/v1/ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    private final Set<String> answers = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;
    private final List<Thread> clients;

    private SteadyPings() {
        clients = Stream.generate(() -> new Thread(this::ping)).limit(CLIENTS).toList();
    }

    static SteadyPings begin() {
        SteadyPings pings = new SteadyPings();
        pings.clients.forEach(Thread::start);
        return pings;
    }

    /** Returns the distinct outcomes. */
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

    private void ping() {
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
            socket.setSoTimeout(TIMEOUT_MILLISECONDS);
            socket.getOutputStream().write(REQUEST);
            String answer = readUntilClosed(socket.getInputStream());
            return answer.isEmpty() ? "closed" : outcome(answer);
        } catch (ConnectException refused) {
            return "refused";
        } catch (SocketException closed) {
            return "closed";
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    /** Reads until the connection is closed or reset. */
    private static String readUntilClosed(InputStream stream) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            stream.transferTo(bytes);
        } catch (SocketException reset) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Returns status and body, and the headers of a 503; an incomplete response has an outcome of its own. */
    private static String outcome(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            return "half a head: " + answer;
        }
        String head = answer.substring(0, end);
        String body = answer.substring(end + 4);
        if (!header(head, "Content-Length").equals(Integer.toString(body.length()))) {
            return "half a body: " + answer;
        }
        String status = head.substring(9, 12);
        return status.equals("503") ? status + ' ' + headers(head) + ' ' + body : status + ' ' + body;
    }

    private static String headers(String head) {
        return Stream.of("Content-Type", "X-Content-Type-Options", "Cache-Control", "Retry-After")
                .map(name -> header(head, name))
                .collect(Collectors.joining(", "));
    }

    /** Returns all values, so that a repeated header is detected. */
    private static String header(String head, String name) {
        return Pattern.compile("(?im)^" + name + ": *(.*)$")
                .matcher(head)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining(" and "));
    }
}
