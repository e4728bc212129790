package be.enbro.soho.requests;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/** Takes an {@code Accept} that cannot be parsed for one that nothing of ours meets: 406, not a 400 without a body. */
@Provider
@PreMatching
public class AcceptHeader implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getHeaders().containsKey(HttpHeaders.ACCEPT) && isMalformed(request)) {
            request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    private static boolean isMalformed(ContainerRequestContext request) {
        try {
            request.getAcceptableMediaTypes();
            return false;
        } catch (RuntimeException malformed) {
            return true;
        }
    }
}
