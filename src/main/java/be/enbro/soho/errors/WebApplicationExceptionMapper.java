package be.enbro.soho.errors;

import be.enbro.soho.http.FailureLog;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Maps the errors of JAX-RS itself and those thrown by status: unknown path, wrong method or media type, a body that is
 * too large.
 */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {
    private static final List<String> PRESERVED_HEADERS = List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER);

    @Override
    public Response toResponse(WebApplicationException thrown) {
        Response response = thrown.getResponse();
        int status = response.getStatus();
        if (status < 400) {
            return response;
        }
        if (status == 503) {
            FailureLog.unavailable(thrown);
        } else if (status >= 500) {
            return ThrowableMapper.response(thrown);
        }
        Response.ResponseBuilder answer = ErrorResponse.of(status).response(status);
        PRESERVED_HEADERS.stream().filter(response.getHeaders()::containsKey).forEach(name -> answer.header(name, null)
                .header(name, response.getHeaderString(name)));
        return answer.build();
    }
}
