package be.enbro.soho.requests;

import be.enbro.soho.database.ConnectionPool;
import be.enbro.soho.database.SqlFailure;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Set;

/**
 * Gives each request its id and one line in the log: method, path template, status, duration, organisation; never a
 * token, a parameter or a body. What libraries log meanwhile bears the same thread's name: a name for each request
 * would cost two system calls (docs/decisions/0010).
 */
@WebFilter("/*")
public class RequestLog implements Filter {
    private static final System.Logger LOG = System.getLogger("be.enbro.soho.requests");

    /** Another one may hold anything, line breaks too. */
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    @Override
    public void doFilter(ServletRequest plainRequest, ServletResponse plainResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) plainRequest;
        HttpServletResponse response = (HttpServletResponse) plainResponse;
        long start = System.nanoTime();
        RequestTrace trace = RequestTrace.begin(request.getHeader(RequestId.HEADER));
        response.setHeader(RequestId.HEADER, trace.id());
        response.setHeader("X-Content-Type-Options", "nosniff");
        Requests.begin();
        try {
            if (Requests.draining()) {
                refuse(response);
            } else if (PercentEncoding.isMalformed(request.getQueryString())) {
                response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            } else {
                chain.doFilter(request, response);
            }
        } catch (RuntimeException | ServletException failure) {
            // Here and not in the server, which would drop the headers.
            LOG.log(Level.ERROR, "internal error request={0}: {1}", trace.id(), SqlFailure.summary(failure));
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        } catch (IOException clientGone) {
            // Nobody reads the answer, and the server would log the exception.
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        } finally {
            Requests.end();
            LOG.log(Level.INFO, line(request.getMethod(), trace, response.getStatus(), System.nanoTime() - start));
            RequestTrace.end();
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setHeader("Connection", "close");
        response.setHeader("Retry-After", Integer.toString(ConnectionPool.RETRY_SECONDS));
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }

    private static String line(String method, RequestTrace trace, int status, long nanoseconds) {
        return (METHODS.contains(method) ? method : "OTHER") + ' ' + trace.pathTemplate() + ' ' + status + ' '
                + nanoseconds / 1_000 + " us organisation=" + trace.organisation() + " request=" + trace.id();
    }
}
