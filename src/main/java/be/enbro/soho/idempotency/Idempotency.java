package be.enbro.soho.idempotency;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.http.Caller;
import be.enbro.soho.http.Partner;
import be.enbro.soho.http.RequestContext;
import be.enbro.soho.idempotency.IdempotentRequest.Scope;
import be.enbro.soho.idempotency.IdempotentRequests.Answered;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.json.JsonReader;
import be.enbro.soho.json.MalformedJson;
import be.enbro.soho.persistence.FailedCommit;
import be.enbro.soho.persistence.SqlErrors;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Executes requests that register something, those with an {@link IdempotencyKey} at most once: a retry gets the answer
 * of the first request (contract extensions, section 3).
 */
@ApplicationScoped
public class Idempotency {
    private static final ApiError ALREADY_USED =
            ApiError.custom("idempotency_key_already_used", "idempotency key already used", "request");
    private static final String REPLAYED = "Idempotent-Replayed";
    private static final long MAX_WAIT = Duration.ofSeconds(3).toNanos();

    private final KeysInUse keysInUse = new KeysInUse();

    @EJB
    private IdempotentRequests requests;

    /**
     * Answers a request with the response of its creation.
     *
     * @param creation parses the JSON of the body
     * @throws ValidationException if the request is invalid, or its key belongs to another request
     * @throws ErrorResponseException if the key is invalid or in use
     * @throws NotFoundException if what it registered was erased
     * @throws MalformedJson if the body is not JSON
     */
    public <V> Response answer(Status status, JsonBody body, Function<Object, Creation<V>> creation) {
        byte[] bytes = body.bytes();
        Creation<V> asked = creation.apply(JsonReader.parse(bytes));
        Optional<IdempotencyKey> key = IdempotencyKey.of(body.header(IdempotencyKey.HEADER));
        if (key.isEmpty()) {
            return Response.status(status).entity(asked.register()).build();
        }
        return answer(status, IdempotentRequest.of(callerId(), key.get(), RequestContext.currentPath(), bytes), asked);
    }

    private static long callerId() {
        Partner partner = RequestContext.partner();
        if (partner != null) {
            return partner.id();
        }
        if (RequestContext.caller() != Caller.OPERATOR) {
            throw new NotAuthorizedException("Bearer");
        }
        return IdempotentRequest.OPERATOR;
    }

    private <V> Response answer(Status status, IdempotentRequest request, Creation<V> creation) {
        long deadline = System.nanoTime() + MAX_WAIT;
        if (!keysInUse.begin(request.scope(), deadline)) {
            throw inUse();
        }
        RuntimeException outage = null;
        try {
            return answerUntil(deadline, status, request, creation);
        } catch (RuntimeException reported) {
            // Taken on this thread, because the requests that wait continue on threads of their own.
            RuntimeException failure = FailedCommit.withCause(reported);
            outage = SqlErrors.isTransient(failure) ? failure : null;
            throw failure;
        } finally {
            end(request.scope(), outage);
        }
    }

    private void end(Scope key, RuntimeException outage) {
        if (outage == null) {
            keysInUse.end(key);
        } else {
            keysInUse.fail(key, outage);
        }
    }

    /**
     * Tries again while another node uses the key, and if what prevented the registration has gone meanwhile: a record that
     * expired, or an email, a domain or a number that was taken.
     */
    private <V> Response answerUntil(long deadline, Status status, IdempotentRequest request, Creation<V> creation) {
        for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
            Optional<Response> response = tryToAnswer(Duration.ofNanos(left), status, request, creation);
            if (response.isPresent()) {
                return response.get();
            }
        }
        throw inUse();
    }

    private <V> Optional<Response> tryToAnswer(
            Duration maxWait, Status status, IdempotentRequest request, Creation<V> creation) {
        try {
            Optional<V> response = register(maxWait, request, creation);
            if (response.isPresent()) {
                return response.map(
                        entity -> Response.status(status).entity(entity).build());
            }
        } catch (KeyLocked byAnotherNode) {
            return Optional.empty();
        }
        Optional<Answered> earlier = requests.find(request);
        if (earlier.isEmpty()) {
            ValidationException.throwIfAny(creation.errors());
        }
        return earlier.map(answered -> replay(status, request, answered, creation));
    }

    private <V> Optional<V> register(Duration maxWait, IdempotentRequest request, Creation<V> creation) {
        try {
            return requests.register(maxWait, request, creation);
        } catch (RuntimeException failure) {
            if (!creation.canRetryAfter(failure)) {
                throw failure;
            }
            return requests.register(maxWait, request, creation);
        }
    }

    private static <V> Response replay(
            Status status, IdempotentRequest request, Answered earlier, Creation<V> creation) {
        if (!earlier.fingerprint().equals(request.fingerprint())) {
            throw new ValidationException(List.of(ALREADY_USED));
        }
        if (earlier.registration().isErased()) {
            throw new NotFoundException();
        }
        return Response.status(status)
                .entity(creation.response(earlier.registration()))
                .header(REPLAYED, true)
                .build();
    }

    private static ErrorResponseException inUse() {
        return new ErrorResponseException(ErrorResponse.IDEMPOTENCY_KEY_IN_USE);
    }
}
