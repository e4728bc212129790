package be.enbro.soho.errors;

import be.enbro.soho.http.RequestId;
import be.enbro.soho.json.JsonResponseFilter;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Writes the errors that filters, servlets and the server report by status, instead of the server's page; configured in
 * web.xml. It is also mapped to the paths of the servlets that Payara would add to an application at the root, and
 * responds with 404 there.
 */
@WebServlet({"/error", "/health/*", "/metrics/*", "/openapi/*"})
public class ErrorServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        write(response, status == null ? HttpServletResponse.SC_NOT_FOUND : status);
    }

    /** Writes an error response outside of JAX-RS. */
    public static void write(HttpServletResponse response, int status) throws IOException {
        ErrorResponse error = ErrorResponse.of(status);
        byte[] body = error.body();
        response.setStatus(status);
        error.headers().forEach(response::setHeader);
        // Set here as well, because a server that rejects a request before the filters has set neither.
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!response.containsHeader(RequestId.HEADER)) {
            response.setHeader(RequestId.HEADER, RequestId.of(null));
        }
        response.setHeader("Content-Type", JsonResponseFilter.CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
