package be.enbro.soho.health;

import be.enbro.soho.http.FailureLog;
import be.enbro.soho.http.Requests;
import be.enbro.soho.json.JsonResponseFilter;
import be.enbro.soho.persistence.ConnectionPool;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reports to a load balancer whether the process is alive and whether it can serve: the database responds and accepts
 * writes, and the node is not about to stop. (If the schema were not migrated, the application would not be deployed.)
 */
@WebServlet({HealthServlet.LIVE, HealthServlet.READY})
public class HealthServlet extends HttpServlet {
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private static final List<String> METHODS = List.of("GET", "HEAD");
    private static final byte[] UP = "{\"status\":\"up\"}".getBytes(StandardCharsets.US_ASCII);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", METHODS));
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        Optional<String> reason = READY.equals(request.getServletPath()) ? notReadyReason() : Optional.empty();
        if (reason.isPresent()) {
            FailureLog.unavailable(reason.get());
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        response.setHeader("Content-Type", JsonResponseFilter.CONTENT_TYPE);
        response.setContentLength(UP.length);
        response.getOutputStream().write(UP);
    }

    private static Optional<String> notReadyReason() {
        return Requests.isReady() ? ConnectionPool.unavailableReason() : Optional.of(Requests.DRAINING);
    }
}
