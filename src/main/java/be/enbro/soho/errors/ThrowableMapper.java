package be.enbro.soho.errors;

import be.enbro.soho.http.FailureLog;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** 503 if the database cannot be used for the moment, 500 for a defect of ours; the log says why, the answer does not. */
@Provider
public class ThrowableMapper implements ExceptionMapper<Throwable> {
    @Override
    public Response toResponse(Throwable failure) {
        return response(failure);
    }

    static Response response(Throwable failure) {
        ErrorResponse error =
                FailureLog.log(failure) ? ErrorResponse.SERVICE_UNAVAILABLE : ErrorResponse.INTERNAL_ERROR;
        return error.response();
    }
}
