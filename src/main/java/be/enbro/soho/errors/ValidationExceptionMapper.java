package be.enbro.soho.errors;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** 422 with all errors of the content. */
@Provider
public class ValidationExceptionMapper implements ExceptionMapper<ValidationException> {
    @Override
    public Response toResponse(ValidationException invalid) {
        return Response.status(422).entity(new ErrorBody(invalid.errors())).build();
    }
}
