package be.enbro.soho.http;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Records the declared path of the matched resource, so that the log groups requests by resource and contains no ids.
 */
@Provider
public class RouteTemplateFeature implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext method) {
        Path root = resource.getResourceClass().getAnnotation(Path.class);
        if (root == null) {
            // The server's own response to OPTIONS has no known path.
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
