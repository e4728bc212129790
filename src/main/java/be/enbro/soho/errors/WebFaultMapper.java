package be.enbro.soho.errors;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What JAX-RS itself refuses, in our envelope: no such path, method, media type, or a body beyond the limit. */
@Provider
public class WebFaultMapper implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException fault) {
        Response response = fault.getResponse();
        int status = response.getStatus();
        if (status < 400) {
            return response;
        }
        if (status == 401) {
            return Unauthorized.response();
        }
        if (status == 404) {
            return NotFound.response();
        }
        if (status >= 500) {
            return Unexpected.response(fault);
        }
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        return Response.status(status)
                .header(HttpHeaders.ALLOW, allow)
                .entity(ErrorBody.of(status))
                .build();
    }
}
