package be.enbro.soho.json;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request, read only when a resource asks for its JSON: a customer that does not exist is answered first. */
public final class RequestBody implements Closeable {
    /** The one media type of a body. */
    public static final String CONTENT_TYPE = MediaType.APPLICATION_JSON;

    /** 2 MiB (rules, section 4). */
    public static final int LIMIT_BYTES = 2 * 1024 * 1024;

    private final String contentType;
    private final String contentLength;
    private final InputStream stream;

    /**
     * Takes the headers as they were sent, null if they are absent.
     *
     * @param stream null if there is no body
     */
    RequestBody(String contentType, String contentLength, InputStream stream) {
        this.contentType = contentType;
        this.contentLength = contentLength;
        this.stream = stream;
    }

    /**
     * Reads the body, once, as {@link JsonReader} returns it.
     *
     * @throws NotSupportedException 415 for another content type than JSON, or none
     * @throws ClientErrorException 413 beyond 2 MiB, read no further
     * @throws MalformedJson 400 for what is not JSON
     */
    public Object json() {
        if (!CONTENT_TYPE.equals(contentType)) {
            throw new NotSupportedException();
        }
        if (isBeyondLimit(contentLength)) {
            throw tooLarge();
        }
        return JsonReader.parse(bytes());
    }

    /** Makes Jersey leave the stream open: it closes the stream of a parameter that is not closeable itself. */
    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }

    private byte[] bytes() {
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

    private static boolean isBeyondLimit(String contentLength) {
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
