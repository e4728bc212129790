package be.enbro.soho.errors;

import be.enbro.soho.http.FailureLog;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** An error of JAX-RS itself, or one that is thrown by its status: no such path, method, media type, a body beyond the limit. */
@Provider
public class WebApplicationExceptionMapper implements ExceptionMapper<WebApplicationException> {
    private static final List<String> KEPT = List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER);

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
        KEPT.stream().filter(response.getHeaders()::containsKey).forEach(name -> answer.header(name, null)
                .header(name, response.getHeaderString(name)));
        return answer.build();
    }
}
