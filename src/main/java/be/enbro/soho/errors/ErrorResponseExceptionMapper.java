package be.enbro.soho.errors;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The constant error with which a request was rejected. */
@Provider
public class ErrorResponseExceptionMapper implements ExceptionMapper<ErrorResponseException> {
    @Override
    public Response toResponse(ErrorResponseException rejected) {
        return rejected.error().response();
    }
}
