package be.enbro.soho.json;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Serializes the record that a resource returns; a {@code StreamingOutput} writes JSON itself. This is a filter instead
 * of a {@code MessageBodyWriter}, because which of several writers is chosen, this one or one of the server's, differs
 * from start to start.
 */
@Provider
public class JsonResponseFilter implements ContainerResponseFilter {
    /** A string in the contract's notation, because servers print a {@code MediaType} without the space. */
    public static final String CONTENT_TYPE = "application/json; charset=utf-8";

    private static final int PIECE_BYTES = 8 * 1024;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) throws IOException {
        Object answer = response.getEntity();
        if (answer == null) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (!(answer instanceof StreamingOutput list)) {
            byte[] json = answer instanceof byte[] text ? text : Json.bytes(answer);
            response.setEntity(json);
            // Otherwise JAX-RS sends 0 for a long response to HEAD.
            headers.putSingle(HttpHeaders.CONTENT_LENGTH, json.length);
        } else if (HttpMethod.HEAD.equals(request.getMethod())) {
            long length = length(list);
            headers.putSingle(HttpHeaders.CONTENT_LENGTH, length);
            response.setEntity((StreamingOutput) out -> writeNothingOf(length, out));
        }
        headers.putSingle(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
        // Most responses contain personal data.
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static long length(StreamingOutput list) throws IOException {
        CountedOutput counted = new CountedOutput();
        list.write(counted);
        return counted.bytes;
    }

    /** Writes bytes that are discarded, because a server that receives none would send a length of 0. */
    private static void writeNothingOf(long length, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (long left = length; left > 0; left -= piece.length) {
            out.write(piece, 0, (int) Math.min(left, piece.length));
        }
    }

    private static final class CountedOutput extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] many, int offset, int length) {
            bytes += length;
        }
    }
}
