package be.enbro.soho.json;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The body of a request, read only when a resource requires its JSON, so that an unknown customer is reported before an
 * invalid body.
 */
public final class JsonBody implements Closeable {
    /** The only accepted media type. */
    public static final String CONTENT_TYPE = MediaType.APPLICATION_JSON;

    /** The maximum size, 2 MiB (rules, section 4). */
    public static final int LIMIT_BYTES = 2 * 1024 * 1024;

    private final MultivaluedMap<String, String> headers;
    private final InputStream stream;

    /**
     * Creates a body with the headers as sent.
     *
     * @param stream null if there is no body
     */
    JsonBody(MultivaluedMap<String, String> headers, InputStream stream) {
        this.headers = headers;
        this.stream = stream;
    }

    /**
     * Returns the values of a header that came with the body, null if absent. A header that JAX-RS injects as a parameter
     * costs each request several percent of its CPU (docs/decisions/0010).
     */
    public List<String> header(String name) {
        return headers.get(name);
    }

    /**
     * Parses the body as {@link JsonReader} does; may be called once.
     *
     * @throws NotSupportedException 415 if the content type is absent or not JSON
     * @throws ClientErrorException 413 if the body exceeds 2 MiB, without reading the rest
     * @throws MalformedJson 400 if the body is not JSON
     */
    public Object json() {
        return JsonReader.parse(bytes());
    }

    /**
     * Reads the body; may be called once.
     *
     * @throws NotSupportedException 415 if the content type is absent or not JSON
     * @throws ClientErrorException 413 if the body exceeds 2 MiB, without reading the rest
     */
    public byte[] bytes() {
        if (!CONTENT_TYPE.equals(headers.getFirst(HttpHeaders.CONTENT_TYPE))) {
            throw new NotSupportedException();
        }
        if (exceedsLimit(headers.getFirst(HttpHeaders.CONTENT_LENGTH))) {
            throw tooLarge();
        }
        return read();
    }

    /** Closeable, because Jersey closes the stream of a parameter that is not. */
    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }

    private byte[] read() {
        if (stream == null) {
            return new byte[0];
        }
        try {
            byte[] bytes = stream.readNBytes(LIMIT_BYTES + 1);
            if (bytes.length > LIMIT_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException brokenOff) {
            throw new ClientErrorException(Response.Status.BAD_REQUEST, brokenOff);
        }
    }

    private static boolean exceedsLimit(String contentLength) {
        try {
            return contentLength != null && Long.parseLong(contentLength.strip()) > LIMIT_BYTES;
        } catch (NumberFormatException notALength) {
            return false;
        }
    }

    private static ClientErrorException tooLarge() {
        return new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
    }
}
