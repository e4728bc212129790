package be.enbro.soho.payara;

import be.enbro.soho.json.JsonAnswer;
import be.enbro.soho.requests.AmbiguousPath;
import be.enbro.soho.requests.RequestId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;

/** Answers 400 to an {@linkplain AmbiguousPath ambiguous path} or framing, and hands on all others. */
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
        if (AmbiguousPath.matches(request.getRequestURI()) || isAmbiguouslyFramed(request)) {
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

    /**
     * RFC 9112, section 6.1, and RFC 9110, section 7.2: Grizzly takes a body whose encoding it does not know for the next
     * request, and the last of several hosts.
     */
    private static boolean isAmbiguouslyFramed(Request request) {
        String encoding = request.getHeader(Header.TransferEncoding);
        boolean isUnclear = encoding != null
                && (!encoding.equals("chunked")
                        || isGivenTwice(request, Header.TransferEncoding)
                        || request.getHeader(Header.ContentLength) != null);
        return isUnclear || isGivenTwice(request, Header.Host);
    }

    private static boolean isGivenTwice(Request request, Header header) {
        Iterator<String> values = request.getHeaders(header).iterator();
        return values.hasNext() && values.next() != null && values.hasNext();
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
