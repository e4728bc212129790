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
 * Gives each request its id and one line in the log: method, path template, status, duration, organisation; never a
 * token, a parameter or a body. What libraries log meanwhile has the same thread's name. The thread is not renamed for each
 * request, which would take two system calls: 6 of the 300 µs of show (docs/decisions/0010). The first of the filters, see
 * web.xml.
 */
public class AccessLogFilter implements Filter {
    private static final System.Logger LOG = System.getLogger("be.enbro.soho.http");

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plainRequest;
        HttpServletResponse response = (HttpServletResponse) plainResponse;
        RequestContext trace = request.getDispatcherType() == DispatcherType.ASYNC
                ? RequestContext.resume(request)
                : begin(request, response);
        try {
            answer(request, response, chain);
        } catch (RuntimeException | ServletException failure) {
            // Here and not in the server, which would drop the headers.
            fail(response, failure);
        } catch (IOException clientGone) {
            // Nobody reads the answer, and the server would log the exception.
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        } finally {
            if (trace.isCurrent()) {
                end(trace, request.getMethod(), response.getStatus());
            } else {
                trace.returned();
            }
        }
    }

    private static RequestContext begin(HttpServletRequest request, HttpServletResponse response) {
        RequestContext trace =
                RequestContext.begin(request.getHeader(RequestId.HEADER), OperatorListener.admits(request));
        response.setHeader(RequestId.HEADER, trace.id());
        response.setHeader("X-Content-Type-Options", "nosniff");
        Requests.begin();
        return trace;
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (Requests.draining() && request.getDispatcherType() != DispatcherType.ASYNC) {
            FailureLog.unavailable("draining");
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } else if (isUnclearlyFramed(request)) {
            // Nobody knows where the next request begins.
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else if (AmbiguousPath.matches(request.getRequestURI())
                || PercentEncoding.isMalformed(request.getQueryString())
                || isOfMalformedHost(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else if (OperatorListener.hides(request, request.getRequestURI())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isOfMalformedHost(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host != null && HostHeader.isMalformed(host);
    }

    /** RFC 9112, section 6.1: servers do not agree on how a body ends whose encoding they do not know. */
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
     * Ends a request and writes its line; nothing if it has ended. One that was suspended and will not be resumed is ended like
     * this, too: by then the server may have given request and response to another connection.
     */
    public static void end(RequestContext trace, String method, int status) {
        if (!trace.end()) {
            return;
        }
        Requests.end();
        LOG.log(Level.INFO, line(method, trace, status, trace.nanoseconds()));
    }

    private static String line(String method, RequestContext trace, int status, long nanoseconds) {
        return Methods.name(method) + ' ' + trace.pathTemplate() + ' ' + status + ' ' + nanoseconds / 1_000
                + " us organisation=" + trace.organisation() + " request=" + trace.id();
    }
}
