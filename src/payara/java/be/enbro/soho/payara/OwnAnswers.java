package be.enbro.soho.payara;

import be.enbro.soho.json.JsonAnswer;
import be.enbro.soho.requests.RequestId;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;

/**
 * Hands requests on to Payara, and answers in our envelope where Payara would answer by itself: with a page, or, when
 * what it reads of a request throws, with 200 and nothing. The application's own answers bear a request's id.
 */
final class OwnAnswers extends HttpHandler {
    private static final System.Logger LOG = System.getLogger(OwnAnswers.class.getName());
    private static final String CONTINUE = "100-continue";
    private static final String LOGIN = "/j_security_check";
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final int RETRY_SECONDS = 2;

    private final HttpHandler next;
    private final BooleanSupplier isAvailable;

    /** @param isAvailable whether there is an application to hand requests on to */
    OwnAnswers(HttpHandler next, BooleanSupplier isAvailable) {
        this.next = next;
        this.isAvailable = isAvailable;
        setRequestURIEncoding(next.getRequestURIEncoding());
        setAllowEncodedSlash(next.isAllowEncodedSlash());
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (!isAvailable.getAsBoolean()) {
            response.setHeader(Header.Connection, "close");
            response.sendError(SERVICE_UNAVAILABLE);
            return;
        }
        if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
            request.addAfterServiceListener(OwnAnswers::closeIfTimedOut);
        }
        if (request.getRequestURI().endsWith(LOGIN)) {
            // Not found, or 401, as for any path that is none of ours; the server would take it for its own.
            request.getRequest().setRequestURI(request.getRequestURI() + "-");
        }
        next.service(request, response);
        if (!response.isSuspended() && !response.isCommitted() && response.getHeader(RequestId.HEADER) == null) {
            boolean isError = response.getStatus() >= 400;
            LOG.log(Level.WARNING, "the server answered a request by itself: {0}", response.getStatus());
            response.sendError(isError ? response.getStatus() : 500);
        }
    }

    /** An expectation that is not understood changes nothing: 417, which Grizzly would answer, is for nobody's good. */
    @Override
    protected boolean sendAcknowledgment(Request request, Response response) throws IOException {
        return !CONTINUE.equalsIgnoreCase(request.getHeader(Header.Expect))
                || super.sendAcknowledgment(request, response);
    }

    @Override
    protected ErrorPageGenerator getErrorPageGenerator(Request request) {
        return (failed, status, reason, description, exception) -> page(failed, status);
    }

    /** A path that Payara does not find is none of an application that is not there: it starts, or is exchanged. */
    private static String page(Request request, int statusOfServer) {
        int status = statusOfServer == 404 ? SERVICE_UNAVAILABLE : statusOfServer;
        Response response = request.getResponse();
        response.setStatus(status);
        // as a header: Grizzly would print a content type without the space
        response.getResponse().getHeaders().setValue(Header.ContentType).setString(JsonAnswer.CONTENT_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(RequestId.HEADER, RequestId.of(request.getHeader(RequestId.HEADER)));
        if (status == SERVICE_UNAVAILABLE) {
            response.setHeader("Retry-After", Integer.toString(RETRY_SECONDS));
        }
        return Envelope.of(status);
    }

    /** The server would keep the connection open for the rest of the body. */
    private static void closeIfTimedOut(Request request) {
        if (request.getResponse().getStatus() == 408) {
            request.getContext().getConnection().closeSilently();
        }
    }
}
