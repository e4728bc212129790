package be.enbro.soho.errors;

import be.enbro.soho.json.MalformedJson;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** 400 for a body that is empty or not valid JSON. */
@Provider
public class MalformedJsonMapper implements ExceptionMapper<MalformedJson> {
    @Override
    public Response toResponse(MalformedJson malformed) {
        return ErrorResponse.INVALID_JSON.response();
    }
}
