package be.enbro.soho.json;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body, only when the resource asks for it: a customer that is not there is answered first. */
public final class JsonBody {
    /** The one media type of a body. */
    public static final String CONTENT_TYPE = MediaType.APPLICATION_JSON;

    /** 2 MiB (rules, section 4). */
    public static final int LIMIT_BYTES = 2 * 1024 * 1024;

    private JsonBody() {}

    /**
     * The body as {@link JsonText} gives it.
     *
     * @param contentType the header of that name, null if there is none
     * @param contentLength the header of that name, null if there is none
     * @throws NotSupportedException 415 for another content type than JSON, or none
     * @throws ClientErrorException 413 beyond 2 MiB, read no further
     * @throws MalformedJson 400 for what is not JSON
     */
    public static Object read(String contentType, String contentLength, InputStream body) {
        if (!CONTENT_TYPE.equals(contentType)) {
            throw new NotSupportedException();
        }
        if (isBeyondLimit(contentLength)) {
            throw tooLarge();
        }
        return JsonText.parse(bytes(body));
    }

    private static byte[] bytes(InputStream body) {
        if (body == null) {
            return new byte[0];
        }
        try {
            byte[] bytes = body.readNBytes(LIMIT_BYTES + 1);
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
