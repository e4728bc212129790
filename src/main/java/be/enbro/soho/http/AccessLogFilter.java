package be.enbro.soho.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * Assigns each request an id and logs it in one line: method, path template, status, duration, organisation; never a
 * token, a parameter or a body. Lines that libraries log for the request have the same thread name. The thread is not
 * renamed per request, because that takes two system calls: 6 of the 300 µs of show (docs/decisions/0010). Must be the
 * first filter, see web.xml.
 */
public class AccessLogFilter implements Filter {
    private static final System.Logger LOG = System.getLogger("be.enbro.soho.http");

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plainRequest;
        HttpServletResponse response = (HttpServletResponse) plainResponse;
        RequestContext context = request.getDispatcherType() == DispatcherType.ASYNC
                ? RequestContext.resume(request)
                : begin(request, response);
        try {
            process(request, response, chain);
        } catch (RuntimeException | ServletException failure) {
            // Handled here, because the server would drop the headers.
            fail(response, failure);
        } catch (IOException clientGone) {
            // The client is gone, and the server would log the exception.
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        } finally {
            if (context.isCurrent()) {
                end(context, request.getMethod(), response.getStatus());
            } else {
                context.returned();
            }
        }
    }

    private static RequestContext begin(HttpServletRequest request, HttpServletResponse response) {
        RequestContext context = RequestContext.begin(
                request.getHeader(RequestId.HEADER),
                request.getRequestURI(),
                OperatorListener.admits(request),
                response);
        response.setHeader(RequestId.HEADER, context.id());
        response.setHeader("X-Content-Type-Options", "nosniff");
        Requests.begin();
        return context;
    }

    private static void process(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Requests.draining() && request.getDispatcherType() != DispatcherType.ASYNC) {
            FailureLog.unavailable(Requests.DRAINING);
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (isUnclearlyFramed(request)) {
            // The start of the next request is unknown.
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else if (AmbiguousPath.matches(request.getRequestURI())
                || PercentEncoding.isMalformed(request.getQueryString())
                || hasMalformedHost(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else if (OperatorListener.hides(request, request.getRequestURI())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean hasMalformedHost(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null && HostHeader.isMalformed(host);
    }

    /** RFC 9112, section 6.1: servers disagree about where a body in an unknown encoding ends. */
    private static boolean isUnclearlyFramed(HttpServletRequest request) {
        String encoding = request.getHeader("Transfer-Encoding");
        return encoding != null && !encoding.equalsIgnoreCase("chunked");
    }

    private static void fail(HttpServletResponse response, Exception failure) throws IOException {
        boolean isTransient = FailureLog.log(failure);
        if (response.isCommitted()) {
            throw new IOException("the answer is broken off");
        }
        response.sendError(
                isTransient
                        ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                        : HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    }

    /**
     * Ends a request and logs it; does nothing if it has ended. Also called for a suspended request that will not be
     * resumed: by then the server may have reused request and response for another connection.
     */
    public static void end(RequestContext context, String method, int status) {
        if (!context.end()) {
            return;
        }
        Requests.end();
        LOG.log(Level.INFO, line(method, context, status, context.nanoseconds()));
    }

    private static String line(String method, RequestContext context, int status, long nanoseconds) {
        return Methods.name(method) + ' ' + context.pathTemplate() + ' ' + status + ' ' + nanoseconds / 1_000
                + " us organisation=" + context.organisation() + " request=" + context.id();
    }
}
