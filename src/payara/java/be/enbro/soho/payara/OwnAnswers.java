package be.enbro.soho.payara;

import be.enbro.soho.http.RequestId;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.glassfish.grizzly.http.server.ErrorPageGenerator;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.HttpStatus;

/**
 * Hands requests on to Payara, and answers in our envelope where Payara would answer by itself: with a page, or, when
 * what it reads of a request throws, with 200 and nothing. The application's own answers bear a request's id.
 */
final class OwnAnswers extends HttpHandler {
    /** The attribute of a request with a body, a {@code CompletionStage}: its first thread has left the server. */
    private static final String LEFT = "be.enbro.soho.left";

    private static final String LOGIN = "/j_security_check";
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int SERVICE_UNAVAILABLE = 503;

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
        if (request.getRequestURI().endsWith(LOGIN)) {
            // Not found, or 401, as for any path that is none of ours; the server would take it for its own.
            request.getRequest().setRequestURI(request.getRequestURI() + "-");
        }
        if (request.getContentLengthLong() > 0 || request.getHeader(Header.TransferEncoding) != null) {
            handOnWithBody(request, response);
        } else {
            next.service(request, response);
        }
        if (!response.isSuspended() && !response.isCommitted() && response.getHeader(RequestId.HEADER) == null) {
            boolean isError = response.getStatus() >= 400;
            response.sendError(isError ? response.getStatus() : INTERNAL_SERVER_ERROR);
        }
    }

    /** An application that waits for the body learns when the first thread has left the server, which may lose what is asked before. */
    private void handOnWithBody(Request request, Response response) throws Exception {
        CompletableFuture<Void> left = new CompletableFuture<>();
        request.setAttribute(LEFT, left);
        request.addAfterServiceListener(OwnAnswers::closeIfTimedOut);
        try {
            next.service(request, response);
        } finally {
            left.complete(null);
        }
    }

    /**
     * Grizzly answers every expectation, with the status of the moment, or 417. One that is not understood changes nothing: what
     * comes before the answer is a 100 for it, too.
     */
    @Override
    protected boolean sendAcknowledgment(Request request, Response response) throws IOException {
        response.setStatus(HttpStatus.CONINTUE_100);
        response.sendAcknowledgement();
        return true;
    }

    @Override
    protected ErrorPageGenerator getErrorPageGenerator(Request request) {
        return (failed, status, reason, description, exception) -> page(failed, status);
    }

    /** A path that Payara does not find is none of an application that is not there: it starts, or is exchanged. */
    private static String page(Request request, int statusOfServer) {
        int status = statusOfServer == 404 ? SERVICE_UNAVAILABLE : statusOfServer;
        request.getResponse().setStatus(status);
        return Envelope.of(status, request.getResponse().getResponse());
    }

    /** The server would keep the connection open for the rest of the body. */
    private static void closeIfTimedOut(Request request) {
        if (request.getResponse().getStatus() == 408) {
            request.getContext().getConnection().closeSilently();
        }
    }
}
