package be.enbro.soho.json;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/**
 * Spells the content type as the contract does, as text, since servers print a media type without the space, and keeps
 * what is answered out of caches: most of it is personal.
 */
@Provider
public class WireHeaders implements ContainerResponseFilter {
    public static final String JSON_UTF_8 = "application/json; charset=utf-8";

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!response.hasEntity()) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle(HttpHeaders.CONTENT_TYPE, JSON_UTF_8);
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
