package be.enbro.soho.errors;

import jakarta.ejb.ApplicationException;
import java.util.List;

/**
 * Thrown with all errors of a request whose content is invalid (422). An application exception, so that an EJB throws
 * it unwrapped on every server and rolls back the transaction.
 */
@ApplicationException(rollback = true)
public final class ValidationException extends RuntimeException {
    private final transient List<ApiError> errors;

    public ValidationException(List<ApiError> errors) {
        super("the content is invalid", null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** Throws an exception with these errors, if there are any. */
    public static void throwIfAny(List<ApiError> errors) {
        if (!errors.isEmpty()) {
            throw new ValidationException(errors);
        }
    }

    public List<ApiError> errors() {
        return errors;
    }
}
