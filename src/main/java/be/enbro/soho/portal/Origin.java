package be.enbro.soho.portal;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The scheme, host and port under which a reader reached this server.
 *
 * @param url without a slash at the end
 */
public record Origin(String url) {
    /** The Host header has been checked by the first filter; HTTP/1.0 does not require one. */
    static Origin of(HttpServletRequest request) {
        String host = request.getHeader("Host");
        boolean isEncrypted = request.isSecure() || "https".equals(request.getHeader("X-Forwarded-Proto"));
        return new Origin((isEncrypted ? "https://" : "http://") + (host == null ? "localhost" : host));
    }
}
