package be.enbro.soho.errors;

import jakarta.ejb.ApplicationException;

/**
 * Thrown to answer a request with a constant error. An application exception, so that an EJB throws it unwrapped on every
 * server and rolls back the transaction.
 */
@ApplicationException(rollback = true)
public final class ErrorResponseException extends RuntimeException {
    private final ErrorResponse error;

    public ErrorResponseException(ErrorResponse error) {
        super(error.name(), null, false, false);
        this.error = error;
    }

    public ErrorResponse error() {
        return error;
    }
}
