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
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;

/**
 * Has every server see methods and media types alike. A method that does not exist is one name: a server may take {@code get}
 * for {@code GET}. Cookies, which mean nothing here, are hidden: a server may refuse those that it cannot read. What a request
 * says of media types, {@code Content-Type} and {@code Accept}, is reduced to the only question that matters, JSON or not:
 * servers parse the rest before the application is asked, and answer 400 or 500, or take a form's body away. What the answer
 * says is spelt as the contract does.
 */
public class MediaTypeFilter implements Filter {
    static final String JSON = "application/json";

    private static final String OTHER = "application/octet-stream";
    private static final String CONTENT_TYPE = "Content-Type";
    private static final String ACCEPT = "Accept";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(reduced((HttpServletRequest) request), new ContentTypeResponse((HttpServletResponse) response));
    }

    private static HttpServletRequest reduced(HttpServletRequest request) {
        String contentType = contentType(request.getHeader(CONTENT_TYPE));
        String accept = accept(request.getHeaders(ACCEPT));
        boolean isPlain = contentType == null
                && accept == null
                && Methods.isKnown(request.getMethod())
                && request.getHeader("Cookie") == null;
        return isPlain ? request : new NormalisedRequest(request, contentType, accept);
    }

    /** JSON or not; null if there is none. */
    private static String contentType(String sent) {
        if (sent == null || sent.equals(JSON)) {
            return sent;
        }
        int parameters = sent.indexOf(';');
        String type = parameters < 0 ? sent : sent.substring(0, parameters);
        return type.strip().equalsIgnoreCase(JSON) ? JSON : OTHER;
    }

    /** What JAX-RS makes JSON of or 406; null if anything goes. */
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
                // This server drops the space, but not where it puts type and charset together itself.
                super.setCharacterEncoding("utf-8");
                super.setContentType(JSON);
            }
        }
    }
}
