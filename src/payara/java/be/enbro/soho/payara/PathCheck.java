package be.enbro.soho.payara;

import be.enbro.soho.requests.PercentEncoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers 400 to a path whose percent-encoding is malformed (rules, section 3), and hands on all others. */
final class PathCheck extends HttpHandler {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final byte[] BODY =
            "{\"errors\":[{\"error\":\"bad_request\",\"message\":\"bad request\",\"path\":\"request\",\"type\":\"custom\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpHandler next;

    PathCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (PercentEncoding.isMalformed(request.getRequestURI())) {
            refuse(request, response);
        } else {
            next.service(request, response);
        }
    }

    private static void refuse(Request request, Response response) throws IOException {
        String sent = request.getHeader(REQUEST_ID);
        boolean taken = sent != null && sent.matches("[A-Za-z0-9._-]{1,64}");
        response.setStatus(400);
        response.setContentType("application/json; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(REQUEST_ID, taken ? sent : UUID.randomUUID().toString());
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }
}
