package be.enbro.soho.payara;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.http.RequestId;
import be.enbro.soho.json.JsonResponseFilter;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.Header;

/** An error response of the server without the application: the same headers and body, and a line in the log. */
final class Envelope {
    private static final System.Logger LOG = System.getLogger("be.enbro.soho.http");

    private Envelope() {}

    /** Sets the headers of an error with this status, and returns its body. */
    static String of(int status, HttpResponsePacket response) {
        String id = RequestId.of(response.getRequest().getHeader(RequestId.HEADER));
        // Set as a header, because Grizzly prints a content type without the space or, to a client of an unknown
        // version, not at all.
        response.getHeaders().setValue(Header.ContentType).setString(JsonResponseFilter.CONTENT_TYPE);
        response.setHeader(Header.CacheControl, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(RequestId.HEADER, id);
        ErrorResponse error = ErrorResponse.of(status);
        error.headers().forEach(response::setHeader);
        LOG.log(status < 500 ? Level.INFO : Level.WARNING, "- - " + status + " without the application request=" + id);
        return new String(error.body(), StandardCharsets.US_ASCII);
    }
}
