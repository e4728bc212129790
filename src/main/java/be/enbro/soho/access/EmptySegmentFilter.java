package be.enbro.soho.access;

import jakarta.annotation.Priority;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers 404 for a path that ends with a slash, and so with an empty segment, which JAX-RS would ignore (contract
 * extensions, section 1). Runs after authentication, because without a token the answer is 401.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 1)
public class EmptySegmentFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (path.endsWith("/")) {
            throw new NotFoundException();
        }
    }
}
