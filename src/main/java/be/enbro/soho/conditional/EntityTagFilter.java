package be.enbro.soho.conditional;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/**
 * Adds the {@code ETag} to the answers of methods that are {@link EntityTagged}, and answers 304; after the filter that
 * serializes the record. Not bound to these methods, because Jersey sorts the response filters of a method for each request.
 */
@Provider
@Priority(Priorities.USER - 1)
public class EntityTagFilter implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(EntityTagFeature.TAGGED) == null
                || response.getStatus() != Status.OK.getStatusCode()
                || !(response.getEntity() instanceof byte[] json)) {
            return;
        }
        String tag = EntityTag.of(json);
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle(HttpHeaders.ETAG, tag);
        if (isUnchanged(request, tag)) {
            headers.remove(HttpHeaders.CONTENT_LENGTH);
            headers.remove(HttpHeaders.CONTENT_TYPE);
            response.setStatusInfo(Status.NOT_MODIFIED);
            response.setEntity(null);
        }
    }

    private static boolean isUnchanged(ContainerRequestContext request, String tag) {
        String ifNoneMatch = request.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        return ifNoneMatch != null
                && !request.getMethod().equals(HttpMethod.PATCH)
                && IfNoneMatch.matches(ifNoneMatch, tag);
    }
}
