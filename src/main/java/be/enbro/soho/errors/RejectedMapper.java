package be.enbro.soho.errors;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** 422 with all that is wrong with the content. */
@Provider
public class RejectedMapper implements ExceptionMapper<Rejected> {
    @Override
    public Response toResponse(Rejected rejected) {
        return Response.status(422).entity(new ErrorBody(rejected.errors())).build();
    }
}
