package be.enbro.soho.errors;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** 422 with all that is wrong with the content. */
@Provider
public class ValidationExceptionMapper implements ExceptionMapper<ValidationException> {
    @Override
    public Response toResponse(ValidationException rejected) {
        return Response.status(422).entity(new ErrorBody(rejected.errors())).build();
    }
}
