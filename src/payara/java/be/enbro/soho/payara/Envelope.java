package be.enbro.soho.payara;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorBody;
import be.enbro.soho.json.JsonAnswer;
import be.enbro.soho.requests.RequestId;
import java.lang.System.Logger.Level;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.Header;

/** An error that the server answers without the application: the same headers and words, and a line in the log. */
final class Envelope {
    private static final System.Logger LOG = System.getLogger("be.enbro.soho.requests");
    private static final String RETRY_SECONDS = "2";

    private Envelope() {}

    /** Sets the headers of an error with this status, and returns its text. */
    static String of(int status, HttpResponsePacket response) {
        String id = RequestId.of(response.getRequest().getHeader(RequestId.HEADER));
        // as a header: Grizzly prints a content type without the space, or, to a version that it does not know, not at
        // all
        response.getHeaders().setValue(Header.ContentType).setString(JsonAnswer.CONTENT_TYPE);
        response.setHeader(Header.CacheControl, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(RequestId.HEADER, id);
        if (status == 503) {
            response.setHeader(Header.RetryAfter, RETRY_SECONDS);
        }
        LOG.log(status < 500 ? Level.INFO : Level.WARNING, "- - " + status + " without the application request=" + id);
        return text(status);
    }

    /** Nothing in it has to be escaped. */
    private static String text(int status) {
        ApiError error = ErrorBody.of(status).errors().get(0);
        return "{\"errors\":[{\"error\":\"" + error.error() + "\",\"message\":\"" + error.message() + "\",\"path\":\""
                + error.path() + "\",\"type\":\"" + error.type() + "\"}]}";
    }
}
