package be.enbro.soho.conditional;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/** Marks the requests to methods that are {@link EntityTagged}, for {@link EntityTagFilter}. */
@Provider
public class EntityTagFeature implements DynamicFeature {
    static final String TAGGED = EntityTagged.class.getName();

    @Override
    public void configure(ResourceInfo resource, FeatureContext method) {
        if (resource.getResourceMethod().isAnnotationPresent(EntityTagged.class)) {
            method.register(new Mark());
        }
    }

    private record Mark() implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(TAGGED, true);
        }
    }
}
