package be.enbro.soho.payara;

import be.enbro.soho.json.JsonAnswer;
import be.enbro.soho.requests.RequestId;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.util.Header;
import org.glassfish.grizzly.http.util.HttpStatus;
import org.glassfish.grizzly.memory.Buffers;

/** The 400 for a request that no handler is shown. */
final class Refusal {
    private static final System.Logger LOG = System.getLogger("be.enbro.soho.requests");
    private static final byte[] BODY = Envelope.of(400).getBytes(StandardCharsets.US_ASCII);

    private Refusal() {}

    static HttpContent of(HttpResponsePacket response) {
        String id = RequestId.of(response.getRequest().getHeader(RequestId.HEADER));
        HttpStatus.BAD_REQUEST_400.setValues(response);
        // as a header: Grizzly prints a content type without the space, or, to a version that it does not know, not at
        // all
        response.getHeaders().setValue(Header.ContentType).setString(JsonAnswer.CONTENT_TYPE);
        response.setHeader(Header.Connection, "close");
        response.setContentLength(BODY.length);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(RequestId.HEADER, id);
        LOG.log(Level.INFO, "- - 400 0 us organisation=- request=" + id);
        return HttpContent.builder(response)
                .content(Buffers.wrap(null, BODY))
                .last(true)
                .build();
    }
}
