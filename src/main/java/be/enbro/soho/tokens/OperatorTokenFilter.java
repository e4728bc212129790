package be.enbro.soho.tokens;

import be.enbro.soho.access.ApiPath;
import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.http.RequestContext;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Authenticates callers of {@code /operator/v1} by SOHO_OPERATOR_TOKEN; rejects all of them if it is unset. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class OperatorTokenFilter implements ContainerRequestFilter {
    @EJB
    private OperatorToken operatorToken;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!ApiPath.isOperators(request.getUriInfo().getPath())) {
            return;
        }
        if (operatorToken.matches(request.getHeaders().get(HttpHeaders.AUTHORIZATION))) {
            RequestContext.operator();
        } else {
            request.abortWith(ErrorResponse.UNAUTHORIZED.response());
        }
    }
}
