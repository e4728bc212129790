package be.enbro.soho.errors;

/** Thrown by a resource, not by an EJB, to answer a request with a constant error. */
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
