package be.enbro.soho.requests;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes the path of the matched resource as it is declared, so that the log tells requests by kind and holds no ids. */
@Provider
public class PathTemplate implements ContainerRequestFilter {
    private final Map<Method, String> templates = new ConcurrentHashMap<>();

    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        if (method != null) {
            RequestTrace.pathTemplate(templates.computeIfAbsent(method, PathTemplate::declared));
        }
    }

    private static String declared(Method method) {
        Path root = method.getDeclaringClass().getAnnotation(Path.class);
        Path rest = method.getAnnotation(Path.class);
        return "/" + (root == null ? "" : root.value()) + (rest == null ? "" : "/" + rest.value());
    }
}
