package be.enbro.soho.conditional;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/** Adds the {@code ETag} to the answers of methods that are {@link EntityTagged}, and answers 304. */
@Provider
public class EntityTagFeature implements DynamicFeature {
    /** After the filter that serializes the record. */
    private static final int AFTER_SERIALIZATION = Priorities.USER - 1;

    @Override
    public void configure(ResourceInfo resource, FeatureContext method) {
        Method called = resource.getResourceMethod();
        if (called.isAnnotationPresent(EntityTagged.class)) {
            method.register(new Tag(called.isAnnotationPresent(GET.class)), AFTER_SERIALIZATION);
        }
    }

    private record Tag(boolean isRead) implements ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (response.getStatus() != Status.OK.getStatusCode() || !(response.getEntity() instanceof byte[] json)) {
                return;
            }
            String tag = EntityTag.of(json);
            MultivaluedMap<String, Object> headers = response.getHeaders();
            headers.putSingle(HttpHeaders.ETAG, tag);
            String ifNoneMatch = isRead ? request.getHeaderString(HttpHeaders.IF_NONE_MATCH) : null;
            if (ifNoneMatch != null && IfNoneMatch.matches(ifNoneMatch, tag)) {
                headers.remove(HttpHeaders.CONTENT_LENGTH);
                headers.remove(HttpHeaders.CONTENT_TYPE);
                response.setStatusInfo(Status.NOT_MODIFIED);
                response.setEntity(null);
            }
        }
    }
}
