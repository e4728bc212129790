package be.enbro.soho.errors;

import jakarta.ejb.ApplicationException;
import java.util.List;

/**
 * The content of a request is invalid (422), with all of its errors. An application exception, so that it leaves an EJB
 * unwrapped on every server and rolls back the transaction.
 */
@ApplicationException(rollback = true)
public final class ValidationException extends RuntimeException {
    private final transient List<ApiError> errors;

    public ValidationException(List<ApiError> errors) {
        super("the content is invalid", null, false, false);
        this.errors = List.copyOf(errors);
    }

    public List<ApiError> errors() {
        return errors;
    }
}
