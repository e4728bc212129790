package be.enbro.soho.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Repeats a call that was not answered, or was answered 408, 409 {@code idempotency_key_in_use}, 429 or 503: at most
 * five times, not before {@code Retry-After}, and each time after a longer pause. Every other answer is final.
 *
 * <p>A create is sent with the same {@code Idempotency-Key} each time, so that it happens once:
 *
 * <pre>{@code
 * Customer customer = Retries.call(key -> customers.createCustomer(request, key));
 * }</pre>
 *
 * <p>A correction or a removal has no key. Its retry repeats nothing, but may be answered 412 or 404 because the first attempt
 * has succeeded.
 */
public final class Retries {
    private static final int MAX_RETRIES = 5;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long MAX_SECONDS = 60;
    private static final Set<Integer> TRANSIENT = Set.of(408, 429, 503);

    /** A call of the API, which sends the same body each time. One that creates nothing ignores the key. */
    @FunctionalInterface
    public interface Call<T> {
        T send(String key) throws ApiException;
    }

    @FunctionalInterface
    interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }

    private Retries() {}

    /**
     * Calls with a random key, which is forgotten when this process ends.
     *
     * @throws ApiException the last failure
     */
    public static <T> T call(Call<T> call) throws ApiException {
        return call(UUID.randomUUID().toString(), call);
    }

    /**
     * Calls with the key of an operation. Store both before the first attempt: if this process ends without an answer, the
     * next one calls with the same key and an equal request, and gets the answer of the first.
     *
     * @throws ApiException the last failure
     */
    public static <T> T call(String key, Call<T> call) throws ApiException {
        return call(key, call, Thread::sleep);
    }

    static <T> T call(String key, Call<T> call, Sleeper sleeper) throws ApiException {
        for (int retry = 0; ; retry++) {
            try {
                return call.send(key);
            } catch (ApiException failure) {
                if (retry == MAX_RETRIES || !isTransient(failure)) {
                    throw failure;
                }
                pause(retry, failure, sleeper);
            }
        }
    }

    private static boolean isTransient(ApiException failure) {
        if (failure.getCode() == 0) {
            return failure.getCause() instanceof IOException broken && !(broken instanceof JsonProcessingException);
        }
        return TRANSIENT.contains(failure.getCode()) || isKeyInUse(failure);
    }

    private static boolean isKeyInUse(ApiException failure) {
        return failure.getCode() == 409
                && failure.getResponseBody() != null
                && failure.getResponseBody().contains("\"idempotency_key_in_use\"");
    }

    /** Waits for a random part longer, so that not all clients return at once. */
    private static void pause(int retry, ApiException failure, Sleeper sleeper) throws ApiException {
        long millis = Math.max(FIRST_PAUSE_MILLIS << retry, 1_000 * retryAfterSeconds(failure));
        try {
            sleeper.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 2));
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private static long retryAfterSeconds(ApiException failure) {
        if (failure.getResponseHeaders() == null) {
            return 0;
        }
        return failure.getResponseHeaders()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Math.min(Long.parseLong(value), MAX_SECONDS))
                .orElse(0L);
    }
}
