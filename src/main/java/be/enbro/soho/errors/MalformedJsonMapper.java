package be.enbro.soho.errors;

import be.enbro.soho.json.MalformedJson;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** 400: the body is not valid JSON, or empty. */
@Provider
public class MalformedJsonMapper implements ExceptionMapper<MalformedJson> {
    private static final ErrorBody INVALID_JSON =
            new ErrorBody(List.of(ApiError.custom("invalid_json", "is not valid JSON", "request")));

    @Override
    public Response toResponse(MalformedJson malformed) {
        return Response.status(Response.Status.BAD_REQUEST).entity(INVALID_JSON).build();
    }
}
