package be.enbro.soho.errors;

import jakarta.ejb.EJBException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** In place of Payara's own mapper of this class, which asks that of its cause twice, so that each failure is logged twice. */
@Provider
public class EjbFailureMapper implements ExceptionMapper<EJBException> {
    @Override
    public Response toResponse(EJBException failure) {
        return Unexpected.response(failure);
    }
}
