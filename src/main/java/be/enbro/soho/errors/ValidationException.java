package be.enbro.soho.errors;

import jakarta.ejb.ApplicationException;
import java.util.List;

/**
 * The request's content is not acceptable (422), with every reason. An application exception, so that it leaves an EJB
 * unwrapped on every server, and takes back what the transaction did.
 */
@ApplicationException(rollback = true)
public final class ValidationException extends RuntimeException {
    private final transient List<ApiError> errors;

    public ValidationException(List<ApiError> errors) {
        super("rejected", null, false, false);
        this.errors = List.copyOf(errors);
    }

    public List<ApiError> errors() {
        return errors;
    }
}
