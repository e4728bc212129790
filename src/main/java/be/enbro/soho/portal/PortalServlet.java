package be.enbro.soho.portal;

import be.enbro.soho.conditional.IfNoneMatch;
import be.enbro.soho.http.FailureLog;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The documentation for a partner's developers and the machine-readable descriptions (contract extensions, section 10).
 * Public, and cacheable with an ETag; paths are compared as they were sent, so that each has one spelling.
 */
@WebServlet({
    PortalServlet.ROOT,
    "/docs/*",
    StaticFiles.PARTNER_JSON,
    StaticFiles.PARTNER_YAML,
    StaticFiles.OPERATOR_JSON,
    ApiCatalog.PATH
})
public class PortalServlet extends HttpServlet {
    /** The pattern of the path "/" alone. */
    static final String ROOT = "";

    private static final List<String> METHODS = List.of("GET", "HEAD");
    /** The scheme of the origin that a page shows may come from a proxy. */
    private static final String VARY = "Accept-Encoding, X-Forwarded-Proto";

    private static final List<String> REDIRECTED = List.of("/", "/docs");

    private transient StaticFiles files;

    @Override
    public void init() {
        files = new StaticFiles(getServletContext());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        boolean isRedirected = REDIRECTED.contains(path);
        Optional<Document> document = isRedirected ? Optional.empty() : document(path, Origin.of(request));
        if (!isRedirected && document.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", METHODS));
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        } else if (isRedirected) {
            redirect(response);
        } else {
            send(document.get(), request, response);
        }
    }

    /** With a relative reference, because {@code sendRedirect} would add a scheme that a proxy may have changed. */
    private static void redirect(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", PortalPage.START.path());
        response.setContentLength(0);
    }

    private Optional<Document> document(String path, Origin origin) {
        if (path.equals(ApiCatalog.PATH)) {
            return Optional.of(ApiCatalog.document(origin));
        }
        return PortalPage.at(path).map(page -> Templates.render(page, origin)).or(() -> files.at(path));
    }

    private static void send(Document document, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String encodings = header(request, "Accept-Encoding");
        boolean isGzip = encodings.isEmpty() ? document.isHuge() : AcceptEncoding.allowsGzip(encodings);
        if (document.isHuge() && !isGzip) {
            response.sendError(HttpServletResponse.SC_NOT_ACCEPTABLE);
            return;
        }
        byte[] body = document.bytes(isGzip);
        boolean isUnchanged = IfNoneMatch.matches(header(request, "If-None-Match"), document.etag(isGzip));
        if (isUnchanged) {
            addHeaders(request.getRequestURI(), document, isGzip, response);
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else if (request.getMethod().equals("HEAD") || !LargeBodies.isLarge(body)) {
            addHeaders(request.getRequestURI(), document, isGzip, response);
            write(body, document.type(), response);
        } else if (LargeBodies.begin()) {
            try {
                addHeaders(request.getRequestURI(), document, isGzip, response);
                response.setHeader("Connection", "close");
                write(body, document.type(), response);
                response.flushBuffer();
            } finally {
                LargeBodies.end();
            }
        } else {
            FailureLog.unavailable("clients do not read what they request of the portal");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static void write(byte[] body, String type, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Type", type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void addHeaders(String path, Document document, boolean isGzip, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", ContentSecurityPolicy.VALUE);
        response.setHeader("Referrer-Policy", "no-referrer");
        // A page of a new release must not be shown with the scripts and styles of the one before.
        response.setHeader("Cache-Control", path.startsWith(StaticFiles.ASSETS) ? "no-cache" : "public, max-age=300");
        response.setHeader("ETag", document.etag(isGzip));
        response.setHeader("Vary", VARY);
        if (isGzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        if (path.equals(ApiCatalog.PATH)) {
            response.setHeader("Link", ApiCatalog.LINK);
        }
    }

    /** Returns all values of the header as one list; empty if there is none. */
    private static String header(HttpServletRequest request, String name) {
        return String.join(",", Collections.list(request.getHeaders(name)));
    }
}
