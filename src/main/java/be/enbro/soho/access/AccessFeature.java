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
 * Denies access by default: every resource method is bound to a check that the caller whom its {@link Access} names was
 * authenticated (contract extensions, section 1). The filters that authenticate go by the text of the path, before a
 * resource is matched; a path that they and JAX-RS read differently is answered 401 here.
 */
@Provider
public class AccessFeature implements DynamicFeature {
    private static final String OURS = "be.enbro.soho.";

    /** Fails the deployment with {@link IllegalStateException} if the method declares nothing. */
    @Override
    public void configure(ResourceInfo resource, FeatureContext method) {
        if (!resource.getResourceClass().getName().startsWith(OURS)) {
            // the server's own answer to OPTIONS, see OptionsResponseFilter
            return;
        }
        Caller caller = declared(resource.getResourceMethod());
        if (caller != Caller.ANYONE) {
            method.register(new CallerCheck(caller), Priorities.AUTHORIZATION);
        }
    }

    /** Who may call a resource method; {@link IllegalStateException} if neither it nor its class says so. */
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
