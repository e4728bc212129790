package be.enbro.soho.payara;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.junit.jupiter.api.Test;

/** In front of a Payara that does what it should not. */
class OwnAnswersTest {
    @Test
    void nothing_is_a_defect_and_never_200() throws Exception {
        assertIs(500, "internal_error", "internal error", answer((request, response) -> {}));
    }

    @Test
    void an_exception_is_a_defect() throws Exception {
        assertIs(500, "internal_error", "internal error", answer((request, response) -> {
            throw new IllegalArgumentException("<secret>");
        }));
    }

    @Test
    void an_error_of_the_server_s_own_is_in_our_envelope() throws Exception {
        assertIs(400, "bad_request", "bad request", answer((request, response) -> response.sendError(400, "<secret>")));
        assertIs(500, "internal_error", "internal error", answer((request, response) -> response.sendError(500)));
    }

    @Test
    void a_status_of_the_server_s_own_gets_our_envelope() throws Exception {
        assertIs(400, "bad_request", "bad request", answer((request, response) -> response.setStatus(400, "<secret>")));
    }

    @Test
    void what_the_server_does_not_find_is_an_application_that_is_not_there() throws Exception {
        HttpResponse<String> answer = answer((request, response) -> response.sendError(404));

        assertIs(503, "service_unavailable", "service unavailable", answer);
        assertEquals("2", answer.headers().firstValue("Retry-After").orElse(""));
    }

    @Test
    void nobody_is_asked_while_the_application_is_not_there() throws Exception {
        HttpResponse<String> answer = answer((request, response) -> response.setStatus(204), false);

        assertIs(503, "service_unavailable", "service unavailable", answer);
        assertEquals("2", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals("close", answer.headers().firstValue("Connection").orElse(""));
    }

    @Test
    void the_application_s_answer_stays_as_it_is() throws Exception {
        HttpResponse<String> answer = answer((request, response) -> {
            response.setHeader("X-Request-Id", "application");
            response.setStatus(204);
        });

        assertEquals(204, answer.statusCode());
        assertEquals("application", answer.headers().firstValue("X-Request-Id").orElse(""));
    }

    private static void assertIs(int status, String error, String message, HttpResponse<String> answer) {
        String body = "{\"errors\":[{\"error\":\"" + error + "\",\"message\":\"" + message
                + "\",\"path\":\"request\",\"type\":\"custom\"}]}";
        assertEquals(status + " " + body, answer.statusCode() + " " + answer.body());
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("mine", answer.headers().firstValue("X-Request-Id").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(
                "application/json; charset=utf-8",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    private static HttpResponse<String> answer(Payara payara) throws IOException, InterruptedException {
        return answer(payara, true);
    }

    private static HttpResponse<String> answer(Payara payara, boolean isAvailable)
            throws IOException, InterruptedException {
        NetworkListener listener = new NetworkListener("http", "127.0.0.1", 0);
        HttpServer server = new HttpServer();
        server.addListener(listener);
        server.getServerConfiguration()
                .addHttpHandler(new OwnAnswers(
                        new HttpHandler() {
                            @Override
                            public void service(Request request, Response response) throws Exception {
                                payara.service(request, response);
                            }
                        },
                        () -> isAvailable));
        server.start();
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + listener.getPort() + "/a"))
                                    .version(HttpClient.Version.HTTP_1_1)
                                    .header("X-Request-Id", "mine")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } finally {
            server.shutdownNow();
        }
    }

    private interface Payara {
        void service(Request request, Response response) throws Exception;
    }
}
