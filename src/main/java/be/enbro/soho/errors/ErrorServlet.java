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
 * Writes the errors that filters, servlets and the server itself report by their status, instead of the server's page;
 * web.xml names it. It also stands, as not found, where Payara would put servlets of its own into an application at the root.
 */
@WebServlet({"/error", "/health/*", "/metrics/*", "/openapi/*"})
public class ErrorServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        write(response, status == null ? HttpServletResponse.SC_NOT_FOUND : status);
    }

    /** Answers an error outside of JAX-RS. */
    public static void write(HttpServletResponse response, int status) throws IOException {
        ErrorResponse error = ErrorResponse.of(status);
        byte[] body = error.body();
        response.setStatus(status);
        error.headers().forEach(response::setHeader);
        // Again: a server that refuses before our filters are asked has set neither.
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!response.containsHeader(RequestId.HEADER)) {
            response.setHeader(RequestId.HEADER, RequestId.of(null));
        }
        response.setHeader("Content-Type", JsonResponseFilter.CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
