package be.enbro.soho.access;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.http.Caller;
import be.enbro.soho.http.RequestContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;

/**
 * Denies access by default: every resource method is bound to a check that the caller named by its {@link Access} was
 * authenticated, and that its token may write if the method does (contract extensions, section 1). The authentication
 * filters use the text of the path, before a resource is matched; a path that they and JAX-RS interpret differently is
 * answered 401 or 403 here.
 */
@Provider
public class AccessFeature implements DynamicFeature {
    private static final String OURS = "be.enbro.soho.";
    private static final List<Class<? extends Annotation>> SAFE = List.of(GET.class, HEAD.class, OPTIONS.class);

    /** @throws IllegalStateException if the method has no declaration, which fails the deployment */
    @Override
    public void configure(ResourceInfo resource, FeatureContext method) {
        if (!resource.getResourceClass().getName().startsWith(OURS)) {
            // The server's own response to OPTIONS, see OptionsResponseFilter.
            return;
        }
        Method called = resource.getResourceMethod();
        Caller caller = declared(called);
        if (caller != Caller.ANYONE) {
            method.register(new CallerCheck(caller, isReadOnly(called)), Priorities.AUTHORIZATION);
        }
    }

    /**
     * Returns who may call a resource method.
     *
     * @throws IllegalStateException if neither the method nor its class declares it
     */
    public static Caller declared(Method method) {
        return access(method).value();
    }

    /**
     * Returns whether a token that may only read may call a resource method: one for GET, HEAD or OPTIONS, or one that
     * is declared as read-only.
     *
     * @throws IllegalStateException if neither the method nor its class has a declaration
     */
    public static boolean isReadOnly(Method method) {
        return access(method).readOnly() || SAFE.stream().anyMatch(method::isAnnotationPresent);
    }

    private static Access access(Method method) {
        Access access = method.getAnnotation(Access.class);
        if (access == null) {
            access = method.getDeclaringClass().getAnnotation(Access.class);
        }
        if (access == null) {
            throw new IllegalStateException("no @Access says who may call " + method);
        }
        return access;
    }

    private record CallerCheck(Caller caller, boolean isReadOnly) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (RequestContext.caller() != caller) {
                request.abortWith(ErrorResponse.UNAUTHORIZED.response());
            } else if (!isReadOnly && RequestContext.isReadOnly()) {
                request.abortWith(ErrorResponse.FORBIDDEN.response());
            }
        }
    }
}
