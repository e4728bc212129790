package be.enbro.soho.tokens;

import be.enbro.soho.access.ApiPath;
import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.http.RequestContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Resolves the bearer token to an organisation before the request is matched to a resource. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class BearerTokenFilter implements ContainerRequestFilter {
    @Inject
    private TokenCache tokens;

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!ApiPath.isPartners(path)) {
            return;
        }
        Optional<ActiveToken> found = tokens.findInHeaders(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
        if (found.isEmpty()) {
            request.abortWith(ErrorResponse.UNAUTHORIZED.response());
            return;
        }
        ActiveToken token = found.get();
        if (!RequestContext.admit(token.organisation(), token.id(), token.isReadOnly())) {
            request.abortWith(ErrorResponse.TOO_MANY_REQUESTS.response());
        } else if (token.isReadOnly() && ApiPath.isWrite(request.getMethod(), path)) {
            request.abortWith(ErrorResponse.FORBIDDEN.response());
        }
    }
}
