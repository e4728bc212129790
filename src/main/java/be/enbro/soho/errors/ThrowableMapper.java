package be.enbro.soho.errors;

import be.enbro.soho.http.FailureLog;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * 503 if the database is temporarily unavailable, 500 for a defect of the application. The reason is in the log, not in
 * the response.
 */
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
