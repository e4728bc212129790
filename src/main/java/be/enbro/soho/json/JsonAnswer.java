package be.enbro.soho.json;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;

/**
 * Turns the record that a resource answers into the bytes of its JSON; what writes itself is JSON already. A filter and no {@code MessageBodyWriter}: which
 * of several writers is asked, ours or one that the server brings, differs from start to start.
 */
@Provider
public class JsonAnswer implements ContainerResponseFilter {
    /** As text, as the contract spells it: servers print a media type without the space. */
    public static final String CONTENT_TYPE = "application/json; charset=utf-8";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object answer = response.getEntity();
        if (answer == null) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        if (!(answer instanceof StreamingOutput)) {
            byte[] json = answer instanceof byte[] text ? text : WireJson.bytes(answer);
            response.setEntity(json);
            // Else JAX-RS says 0 of a long answer to HEAD.
            headers.putSingle(HttpHeaders.CONTENT_LENGTH, json.length);
        }
        headers.putSingle(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
        // Most of it is personal.
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
