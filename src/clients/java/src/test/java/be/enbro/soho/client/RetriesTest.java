package be.enbro.soho.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParseException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is repeated, and when, without a server and without waiting. */
class RetriesTest {
    private final List<String> keys = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 503})
    void an_answer_that_may_change_is_asked_for_five_times_more(int status) {
        assertSixAttempts(failure(status, null, "{}"));
    }

    @Test
    void a_key_in_use_is_tried_again() {
        assertSixAttempts(failure(409, "1", "{\"errors\":[{\"error\":\"idempotency_key_in_use\"}]}"));
    }

    @Test
    void a_broken_connection_is_tried_again() {
        assertSixAttempts(new ApiException(new IOException("connection reset")));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 405, 406, 409, 413, 415, 422, 500, 502})
    void every_other_answer_is_final(int status) {
        assertOneAttempt(failure(status, "1", "{\"errors\":[{\"error\":\"in_use\"}]}"));
    }

    @Test
    void an_answer_that_is_not_understood_is_final() {
        assertOneAttempt(new ApiException(new JsonParseException(null, "unexpected")));
    }

    @Test
    void an_interrupted_call_is_not_repeated() {
        assertOneAttempt(new ApiException(new InterruptedException()));
    }

    @Test
    void an_interruption_ends_the_pause_and_stays_set() {
        ApiException failure = failure(503, null, "{}");
        Thread.currentThread().interrupt();
        ApiException thrown = assertThrows(ApiException.class, () -> Retries.call("key", key -> fail(key, failure)));
        assertTrue(Thread.interrupted());
        assertSame(failure, thrown);
        assertEquals(List.of("key"), keys);
    }

    @Test
    void pauses_double_with_a_random_part() {
        attempt(failure(503, null, "{}"));
        assertPauses(500, 1_000, 2_000, 4_000, 8_000);
    }

    @Test
    void no_pause_is_shorter_than_the_server_asks_for() {
        attempt(failure(503, "3", "{}"));
        assertPauses(3_000, 3_000, 3_000, 4_000, 8_000);
    }

    @Test
    void a_pause_of_hours_is_cut_and_one_that_is_not_understood_ignored() {
        attempt(failure(503, "7200", "{}"));
        assertPauses(60_000, 60_000, 60_000, 60_000, 60_000);
        pauses.clear();
        attempt(failure(503, "Fri, 31 Dec 1999 23:59:59 GMT", "{}"));
        assertPauses(500, 1_000, 2_000, 4_000, 8_000);
    }

    @Test
    void the_first_success_ends_it() throws ApiException {
        String answer = Retries.call(
                "key", key -> keys.size() < 2 ? fail(key, failure(503, null, "{}")) : "answer", pauses::add);
        assertEquals("answer", answer);
        assertEquals(List.of("key", "key"), keys);
        assertPauses(500, 1_000);
    }

    @Test
    void a_key_that_is_not_given_is_random() throws ApiException {
        String first = Retries.call(key -> key);
        assertEquals(first, UUID.fromString(first).toString());
        assertTrue(!first.equals(Retries.<String>call(key -> key)));
    }

    private void assertSixAttempts(ApiException failure) {
        assertSame(failure, attempt(failure));
        assertEquals(Collections.nCopies(6, "key"), keys);
        assertEquals(5, pauses.size());
    }

    private void assertOneAttempt(ApiException failure) {
        assertSame(failure, attempt(failure));
        assertEquals(List.of("key"), keys);
        assertEquals(List.of(), pauses);
    }

    private ApiException attempt(ApiException failure) {
        return assertThrows(ApiException.class, () -> Retries.call("key", key -> fail(key, failure), pauses::add));
    }

    private String fail(String key, ApiException failure) throws ApiException {
        keys.add(key);
        throw failure;
    }

    /** The random part is less than half of the pause. */
    private void assertPauses(long... least) {
        assertEquals(least.length, pauses.size());
        IntStream.range(0, least.length)
                .forEach(i -> assertTrue(
                        pauses.get(i) >= least[i] && pauses.get(i) < least[i] * 3 / 2, () -> "pauses " + pauses));
    }

    private static ApiException failure(int status, String retryAfter, String body) {
        Map<String, List<String>> headers = retryAfter == null ? Map.of() : Map.of("Retry-After", List.of(retryAfter));
        return new ApiException(status, HttpHeaders.of(headers, (name, value) -> true), body);
    }
}
