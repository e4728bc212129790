package be.enbro.soho.access;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.http.Caller;
import be.enbro.soho.http.RequestContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/**
 * Denies access by default: every resource method is bound to a check that the caller named by its {@link Access} was
 * authenticated (contract extensions, section 1). The authentication filters use the text of the path, before a
 * resource is matched; a path that they and JAX-RS interpret differently is answered 401 here.
 */
@Provider
public class AccessFeature implements DynamicFeature {
    private static final String OURS = "be.enbro.soho.";

    /** @throws IllegalStateException if the method has no declaration, which fails the deployment */
    @Override
    public void configure(ResourceInfo resource, FeatureContext method) {
        if (!resource.getResourceClass().getName().startsWith(OURS)) {
            // The server's own response to OPTIONS, see OptionsResponseFilter.
            return;
        }
        Caller caller = declared(resource.getResourceMethod());
        if (caller != Caller.ANYONE) {
            method.register(new CallerCheck(caller), Priorities.AUTHORIZATION);
        }
    }

    /**
     * Returns who may call a resource method.
     *
     * @throws IllegalStateException if neither the method nor its class declares it
     */
    public static Caller declared(Method method) {
        Access access = method.getAnnotation(Access.class);
        if (access == null) {
            access = method.getDeclaringClass().getAnnotation(Access.class);
        }
        if (access == null) {
            throw new IllegalStateException("no @Access says who may call " + method);
        }
        return access.value();
    }

    private record CallerCheck(Caller caller) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (RequestContext.caller() != caller) {
                request.abortWith(ErrorResponse.UNAUTHORIZED.response());
            }
        }
    }
}
