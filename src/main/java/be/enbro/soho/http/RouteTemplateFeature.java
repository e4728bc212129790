package be.enbro.soho.http;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Notes the path of the matched resource as it is declared, so that the log tells requests by kind and holds no ids. */
@Provider
public class RouteTemplateFeature implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext method) {
        Path root = resource.getResourceClass().getAnnotation(Path.class);
        if (root == null) {
            // the server's own answer to OPTIONS, whose path is not known here
            return;
        }
        Path rest = resource.getResourceMethod().getAnnotation(Path.class);
        method.register(new Note("/" + root.value() + (rest == null ? "" : "/" + rest.value())));
    }

    private record Note(String template) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            RequestContext.pathTemplate(template);
        }
    }
}
