package be.enbro.soho.access;

import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.http.Caller;
import be.enbro.soho.http.MediaTypeFilter;
import be.enbro.soho.http.RequestContext;
import be.enbro.soho.json.JsonBody;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers OPTIONS with 204 and {@code Allow} (rules, section 3), and with 401 if the path is not public and the caller
 * is not authenticated. Servers answer OPTIONS themselves, without a resource method to which {@link AccessFeature}
 * could be bound.
 */
@Provider
@Priority(Priorities.USER + 1)
public class OptionsResponseFilter implements ContainerResponseFilter {
    private static final String PATCH_TYPES = JsonBody.CONTENT_TYPE + ", " + MediaTypeFilter.MERGE_PATCH;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!HttpMethod.OPTIONS.equals(request.getMethod()) || response.getStatus() != 200) {
            return;
        }
        response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        if (RequestContext.caller() == Caller.ANYONE
                && !ApiPath.isPublic(request.getUriInfo().getPath())) {
            reject(response);
            return;
        }
        response.setEntity(null);
        response.setStatusInfo(Response.Status.NO_CONTENT);
        if (response.getAllowedMethods().contains(HttpMethod.PATCH)) {
            response.getHeaders().putSingle("Accept-Patch", PATCH_TYPES);
        }
    }

    private static void reject(ContainerResponseContext response) {
        Response unauthorized = ErrorResponse.UNAUTHORIZED.response();
        response.getHeaders().remove(HttpHeaders.ALLOW);
        response.getHeaders().putAll(unauthorized.getHeaders());
        response.setStatusInfo(unauthorized.getStatusInfo());
        response.setEntity(unauthorized.getEntity());
    }
}
