package be.enbro.soho.payara;

import be.enbro.soho.json.JsonAnswer;
import be.enbro.soho.requests.AmbiguousPath;
import be.enbro.soho.requests.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers 400 to an {@linkplain AmbiguousPath ambiguous path}, and hands on all others. */
final class PathCheck extends HttpHandler {
    private static final byte[] BODY =
            "{\"errors\":[{\"error\":\"bad_request\",\"message\":\"bad request\",\"path\":\"request\",\"type\":\"custom\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    private final HttpHandler next;

    PathCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (AmbiguousPath.matches(request.getRequestURI())) {
            refuse(request, response);
        } else {
            next.service(request, response);
        }
    }

    private static void refuse(Request request, Response response) throws IOException {
        response.setStatus(400);
        response.setContentType(JsonAnswer.CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(RequestId.HEADER, RequestId.of(request.getHeader(RequestId.HEADER)));
        response.setContentLength(BODY.length);
        response.getOutputStream().write(BODY);
    }
}
