package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A client of the API, which hides HTTP from the tests and checks that every answer is as described. */
public final class SohoApi {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final Optional<URI> server;
    private final Map<String, String> headers;
    private final boolean isOfThisVersion;

    private SohoApi(Optional<URI> server, Map<String, String> headers, boolean isOfThisVersion) {
        this.server = server;
        this.headers = headers;
        this.isOfThisVersion = isOfThisVersion;
    }

    /** Returns a client without a token for the suite's server. */
    public static SohoApi anonymous() {
        return new SohoApi(Optional.empty(), Map.of(), true);
    }

    static SohoApi bearer(String token) {
        return anonymous().with("Authorization", "Bearer " + token);
    }

    /** Returns a client with the operator's token for the suite's server. */
    public static SohoApi operator() {
        return bearer(Settings.operatorToken());
    }

    /** Returns the same client for another server. */
    public SohoApi at(URI otherServer) {
        return new SohoApi(Optional.of(otherServer), headers, isOfThisVersion);
    }

    /** Returns the same client for a server of the version before, whose answers are not described. */
    public SohoApi atPrevious(URI otherServer) {
        return new SohoApi(Optional.of(otherServer), headers, false);
    }

    /** Returns the same client, which sends this header as well. */
    public SohoApi with(String header, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new SohoApi(server, more, isOfThisVersion);
    }

    SohoApi without(String header) {
        Map<String, String> fewer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fewer.putAll(headers);
        fewer.remove(header);
        return new SohoApi(server, fewer, isOfThisVersion);
    }

    /** Sends a GET. */
    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Sends a DELETE. */
    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** Sends a POST of JSON. */
    public Answer post(String path, String json) {
        return sendJson("POST", path, json);
    }

    /** Sends a PATCH of JSON. */
    public Answer patch(String path, String json) {
        return sendJson("PATCH", path, json);
    }

    Answer sendJson(String method, String path, String json) {
        return json().send(method, path, BodyPublishers.ofString(json));
    }

    /**
     * Sends a POST of JSON after its check, and asserts that the check is answered {} if the request is accepted, and
     * otherwise exactly like the request.
     */
    Answer postChecked(String path, String json) {
        Answer check = post(path + "/check", json);
        Answer answer = post(path, json);
        boolean isAccepted = answer.status() < 300;
        check.is(isAccepted ? 200 : answer.status(), isAccepted ? "{}" : answer.body());
        return answer;
    }

    /** Sends a POST with the content type of JSON and any bytes. */
    public Answer post(String path, byte[] body) {
        return json().send("POST", path, BodyPublishers.ofByteArray(body));
    }

    /** Sends the stream in chunks, without a Content-Length. */
    Answer postChunked(String path, InputStream body) {
        return json().send("POST", path, BodyPublishers.ofInputStream(() -> body));
    }

    Answer send(String method, String path) {
        return send(method, path, BodyPublishers.noBody());
    }

    Answer send(String method, String path, String body) {
        return send(method, path, BodyPublishers.ofString(body));
    }

    private SohoApi json() {
        return headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
    }

    private Answer send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.orElseGet(Settings::url) + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        headers.forEach(request::header);
        long start = System.nanoTime();
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            String text = new String(response.body(), StandardCharsets.UTF_8);
            Answer answer = new Answer(response.statusCode(), response.headers(), text, took);
            if (isOfThisVersion) {
                DescribedAnswers.check(method, path, answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes bytes to the server's socket and returns everything received, as ISO-8859-1, until the server closes the
     * connection or sends nothing for two seconds.
     */
    public static String raw(URI server, byte[] request) {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The server may respond and close before it has read everything.
            }
            byte[] buffer = new byte[8192];
            for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
                answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // Silence or a reset ends the response.
        }
        return answer.toString();
    }

    static String raw(byte[] request) {
        return raw(Settings.url(), request);
    }

    static String raw(String request) {
        return raw(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Some servers continue after a failed deployment, so only HTTP tells. */
    static void awaitReady() {
        await("the server at " + Settings.url()).atMost(Duration.ofSeconds(60)).until(SohoApi::isReady);
    }

    private static boolean isReady() {
        try {
            return anonymous().get("/health/ready").status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
