package be.enbro.soho.idempotency;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ValidationException;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Optional;

/**
 * What a request asks to register. Its content may be invalid, because a retry is answered before that is reported.
 *
 * @param <V> the response
 */
public interface Creation<V> {
    /**
     * Registers it.
     *
     * @throws ValidationException if the request is invalid
     */
    V register();

    /** Registers it in the transaction of the caller, who rolls it back if the result is empty: the request is invalid. */
    Optional<V> registerInTransaction();

    /**
     * Returns why the request is invalid; none if the reason has gone meanwhile.
     *
     * @throws NotFoundException if the record does not exist to which the request refers
     */
    List<ApiError> errors();

    /** Returns the values of a response that the request does not contain. */
    Registration registration(V response);

    /**
     * Renders the response to an equal request that was registered before.
     *
     * @throws ValidationException if the request was valid only for an earlier version of the application
     */
    V response(Registration registration);

    /**
     * Returns whether another attempt may succeed after a failure, because it was caused by outdated data of this node,
     * which is discarded.
     */
    default boolean canRetryAfter(RuntimeException failure) {
        return false;
    }
}
