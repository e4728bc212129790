package be.enbro.soho.portal;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The reader of a page.
 *
 * @param origin the scheme, host and port under which the reader reached this server, without a slash at the end
 */
public record Reader(String origin) {
    /** The Host header has been checked by the first filter; HTTP/1.0 does not require one. */
    static Reader of(HttpServletRequest request) {
        String host = request.getHeader("Host");
        boolean isEncrypted = request.isSecure() || "https".equals(request.getHeader("X-Forwarded-Proto"));
        return new Reader((isEncrypted ? "https://" : "http://") + (host == null ? "localhost" : host));
    }
}
