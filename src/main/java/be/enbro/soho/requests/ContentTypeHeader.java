package be.enbro.soho.requests;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;

/**
 * Reduces a request's {@code Content-Type} to the only question that matters, JSON or not: servers parse the rest before
 * the application is asked, and answer 400 or take a form's body away.
 */
@WebFilter("/*")
public class ContentTypeHeader implements Filter {
    private static final String NAME = "Content-Type";
    private static final String JSON = "application/json";
    private static final String OTHER = "application/octet-stream";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String sent = ((HttpServletRequest) request).getHeader(NAME);
        boolean isPlain = sent == null || sent.equals(JSON);
        chain.doFilter(isPlain ? request : new Reduced((HttpServletRequest) request, reduced(sent)), response);
    }

    private static String reduced(String sent) {
        int parameters = sent.indexOf(';');
        String type = parameters < 0 ? sent : sent.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT).equals(JSON) ? JSON : OTHER;
    }

    private static final class Reduced extends HttpServletRequestWrapper {
        private final String contentType;

        Reduced(HttpServletRequest request, String contentType) {
            super(request);
            this.contentType = contentType;
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public String getHeader(String name) {
            return NAME.equalsIgnoreCase(name) ? contentType : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return NAME.equalsIgnoreCase(name)
                    ? Collections.enumeration(Collections.singleton(contentType))
                    : super.getHeaders(name);
        }
    }
}
