package be.enbro.soho.portal;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The documentation for a partner's developers. */
@WebServlet("/docs/*")
public class PortalServlet extends HttpServlet {
    private static final String ASSETS = "/docs/assets/";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        if (path.startsWith(ASSETS)) {
            asset(path.substring(ASSETS.length()), response);
            return;
        }
        Optional<byte[]> html = Page.at(path).flatMap(page -> Templates.render(page, Reader.of(request)));
        if (html.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        write(response, "text/html; charset=utf-8", html.get());
    }

    private void asset(String name, HttpServletResponse response) throws IOException {
        try (InputStream file = getServletContext().getResourceAsStream("/WEB-INF/portal/" + name)) {
            if (file == null) {
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            String type = name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
            write(response, type, file.readAllBytes());
        }
    }

    private static void write(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setHeader("Content-Type", type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
