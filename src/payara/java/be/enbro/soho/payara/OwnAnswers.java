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
 * Passes requests on to Payara, and replaces the responses that Payara generates itself: error pages, and an empty 200
 * if parsing the request throws. Responses of the application are recognised by their request id.
 */
final class OwnAnswers extends HttpHandler {
    /**
     * The request attribute, a {@code CompletionStage}, by which the application learns that the first thread of a
     * request with a body has left the server.
     */
    private static final String LEFT = "be.enbro.soho.left";

    private static final String LOGIN = "/j_security_check";
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final HttpHandler next;
    private final BooleanSupplier isAvailable;

    /** @param isAvailable whether there is an application to pass requests on to */
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
            // 404, or 401, as for any unknown path; the server would handle this one itself.
            request.getRequest().setRequestURI(request.getRequestURI() + "-");
        }
        if (request.getContentLengthLong() > 0 || request.getHeader(Header.TransferEncoding) != null) {
            serviceWithBody(request, response);
        } else {
            next.service(request, response);
        }
        if (!response.isSuspended() && !response.isCommitted() && response.getHeader(RequestId.HEADER) == null) {
            boolean isError = response.getStatus() >= 400;
            response.sendError(isError ? response.getStatus() : INTERNAL_SERVER_ERROR);
        }
    }

    /**
     * Reports to the application when the first thread has left the server, because the server may lose a dispatch that
     * is requested before that.
     */
    private void serviceWithBody(Request request, Response response) throws Exception {
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
     * Grizzly answers every {@code Expect} header, with the current status or 417. An unknown expectation is ignored;
     * the interim response is 100 in any case.
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

    /** Payara answers 404 if the application is not available, because it starts or is being replaced. */
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
