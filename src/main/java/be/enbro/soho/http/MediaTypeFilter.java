package be.enbro.soho.http;

import be.enbro.soho.json.JsonResponseFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.ws.rs.HttpMethod;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Normalises methods, {@code Content-Type} and {@code Accept} before the container parses them, so that all servers
 * behave alike. Unknown methods are mapped to one name, because a server may accept {@code get} for {@code GET}.
 * Cookies, which have no meaning here, are hidden, because a server may reject those that it cannot parse. Media types
 * are reduced to JSON or not JSON: servers parse them before the application does, and would answer 400 or 500 or
 * consume the body of a form. The response's content type is written in the contract's notation.
 */
public class MediaTypeFilter implements Filter {
    static final String JSON = "application/json";

    /** The media type of RFC 7396, whose patches are JSON. */
    public static final String MERGE_PATCH = "application/merge-patch+json";

    private static final String OTHER = "application/octet-stream";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String ACCEPT = "Accept";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                normalised((HttpServletRequest) request), new ContentTypeResponse((HttpServletResponse) response));
    }

    private static HttpServletRequest normalised(HttpServletRequest request) {
        String contentType = contentType(request.getMethod(), request.getHeader(CONTENT_TYPE));
        String accept = accept(request.getHeaders(ACCEPT));
        boolean isPlain = contentType == null
                && accept == null
                && Methods.isKnown(request.getMethod())
                && request.getHeader("Cookie") == null;
        return isPlain ? request : new NormalisedRequest(request, contentType, accept);
    }

    /** Returns a content type that is JSON or not; null if there is none. */
    private static String contentType(String method, String sent) {
        if (sent == null || sent.equals(JSON)) {
            return sent;
        }
        int parameters = sent.indexOf(';');
        String type = parameters < 0 ? sent : sent.substring(0, parameters);
        boolean isJson = type.strip().equalsIgnoreCase(JSON)
                || method.equals(HttpMethod.PATCH) && type.strip().equalsIgnoreCase(MERGE_PATCH);
        return isJson ? JSON : OTHER;
    }

    /** Returns a header for which JAX-RS produces JSON or 406; null if anything is acceptable. */
    private static String accept(Enumeration<String> sent) {
        if (!sent.hasMoreElements()) {
            return null;
        }
        String header = sent.nextElement();
        if (!sent.hasMoreElements() && (header.equals("*/*") || header.equals(JSON))) {
            return header;
        }
        StringBuilder all = new StringBuilder(header);
        while (sent.hasMoreElements()) {
            all.append(',').append(sent.nextElement());
        }
        return AcceptHeader.allowsJson(all.toString()) ? JSON : OTHER;
    }

    private static final class NormalisedRequest extends HttpServletRequestWrapper {
        private final String contentType;
        private final String accept;

        NormalisedRequest(HttpServletRequest request, String contentType, String accept) {
            super(request);
            this.contentType = contentType;
            this.accept = accept;
        }

        @Override
        public String getMethod() {
            return Methods.name(super.getMethod());
        }

        @Override
        public Cookie[] getCookies() {
            return null;
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public String getHeader(String name) {
            if (CONTENT_TYPE.equalsIgnoreCase(name)) {
                return contentType;
            }
            return ACCEPT.equalsIgnoreCase(name) ? accept : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            if (!CONTENT_TYPE.equalsIgnoreCase(name) && !ACCEPT.equalsIgnoreCase(name)) {
                return super.getHeaders(name);
            }
            String value = getHeader(name);
            return value == null
                    ? Collections.emptyEnumeration()
                    : Collections.enumeration(Collections.singleton(value));
        }
    }

    private static final class ContentTypeResponse extends HttpServletResponseWrapper {
        ContentTypeResponse(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setContentType(String type) {
            setHeader(CONTENT_TYPE, type);
        }

        @Override
        public void addHeader(String name, String value) {
            if (CONTENT_TYPE.equalsIgnoreCase(name)) {
                setHeader(name, value);
                return;
            }
            super.addHeader(name, value);
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, value);
            boolean isReprinted = CONTENT_TYPE.equalsIgnoreCase(name)
                    && JsonResponseFilter.CONTENT_TYPE.equals(value)
                    && !JsonResponseFilter.CONTENT_TYPE.equals(super.getHeader(CONTENT_TYPE));
            if (isReprinted) {
                // The server removes the space here, but not where it combines type and charset itself.
                super.setCharacterEncoding("utf-8");
                super.setContentType(JSON);
            }
        }
    }
}
