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

    private static final String LOGIN = "/j_security_check";

    private final HttpHandler next;

    PathCheck(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (AmbiguousPath.matches(request.getRequestURI())) {
            refuse(request, response);
            return;
        }
        if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
            request.addAfterServiceListener(PathCheck::closeIfTimedOut);
        }
        if (request.getRequestURI().endsWith(LOGIN)) {
            // Not found, or 401, as for any path that is none of ours; the server would take it for its own.
            request.getRequest().setRequestURI(request.getRequestURI() + "-");
        }
        next.service(request, response);
    }

    /** The server would keep the connection open for the rest of the body. */
    private static void closeIfTimedOut(Request request) {
        if (request.getResponse().getStatus() == 408) {
            request.getContext().getConnection().closeSilently();
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
