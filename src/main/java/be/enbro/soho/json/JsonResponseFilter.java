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
 * Turns the record that a resource answers into the bytes of its JSON; what writes itself is JSON already. A filter and no {@code MessageBodyWriter}: which
 * of several writers is asked, ours or one that the server brings, differs from start to start.
 */
@Provider
public class JsonResponseFilter implements ContainerResponseFilter {
    /** As text, as the contract spells it: servers print a media type without the space. */
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
            // Else JAX-RS says 0 of a long answer to HEAD.
            headers.putSingle(HttpHeaders.CONTENT_LENGTH, json.length);
        } else if (HttpMethod.HEAD.equals(request.getMethod())) {
            long length = length(list);
            headers.putSingle(HttpHeaders.CONTENT_LENGTH, length);
            response.setEntity((StreamingOutput) out -> writeNothingOf(length, out));
        }
        headers.putSingle(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
        // Most of it is personal.
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static long length(StreamingOutput list) throws IOException {
        CountedOutput counted = new CountedOutput();
        list.write(counted);
        return counted.bytes;
    }

    /** Bytes that no client gets: a server that is given none would say 0. */
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
