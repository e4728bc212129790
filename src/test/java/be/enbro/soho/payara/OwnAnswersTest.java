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

/** Tests the handler in front of a misbehaving Payara. */
class OwnAnswersTest {
    @Test
    void an_empty_response_is_500_and_never_200() throws Exception {
        assertIs(500, "internal_error", "internal error", answer((request, response) -> {}));
    }

    @Test
    void an_exception_is_500() throws Exception {
        assertIs(500, "internal_error", "internal error", answer((request, response) -> {
            throw new IllegalArgumentException("<secret>");
        }));
    }

    @Test
    void an_error_page_of_the_server_is_replaced_by_our_envelope() throws Exception {
        assertIs(400, "bad_request", "bad request", answer((request, response) -> response.sendError(400, "<secret>")));
        assertIs(500, "internal_error", "internal error", answer((request, response) -> response.sendError(500)));
    }

    @Test
    void an_error_status_of_the_server_gets_our_envelope() throws Exception {
        assertIs(400, "bad_request", "bad request", answer((request, response) -> response.setStatus(400, "<secret>")));
    }

    @Test
    void a_404_of_the_server_means_that_the_application_is_unavailable() throws Exception {
        HttpResponse<String> answer = answer((request, response) -> response.sendError(404));

        assertIs(503, "service_unavailable", "service unavailable", answer);
        assertEquals("2", answer.headers().firstValue("Retry-After").orElse(""));
    }

    @Test
    void no_request_is_passed_on_while_the_application_is_unavailable() throws Exception {
        HttpResponse<String> answer = answer((request, response) -> response.setStatus(204), false);

        assertIs(503, "service_unavailable", "service unavailable", answer);
        assertEquals("2", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals("close", answer.headers().firstValue("Connection").orElse(""));
    }

    @Test
    void a_response_of_the_application_is_not_changed() throws Exception {
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
