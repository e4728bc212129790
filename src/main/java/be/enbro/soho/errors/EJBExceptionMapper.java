package be.enbro.soho.errors;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Replaces Payara's own mapper of this class, which calls the mapper of the cause twice, so that each failure would be
 * logged twice.
 */
@Provider
public class EJBExceptionMapper implements ExceptionMapper<EJBException> {
    @Override
    public Response toResponse(EJBException failure) {
        return ThrowableMapper.response(failure);
    }
}
