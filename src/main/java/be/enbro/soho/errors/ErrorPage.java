package be.enbro.soho.errors;

import be.enbro.soho.json.WireHeaders;
import be.enbro.soho.json.WireJson;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What the server itself refuses inside the application, in our envelope instead of its page; web.xml names it. */
@WebServlet("/error")
public class ErrorPage extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        byte[] body = status == null || status == 404
                ? NotFound.BODY
                : WireJson.text(ErrorBody.of(status)).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status == null ? 404 : status);
        response.setHeader("Content-Type", WireHeaders.JSON_UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
