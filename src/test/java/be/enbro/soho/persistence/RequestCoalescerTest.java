package be.enbro.soho.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RequestCoalescerTest {
    private static final Duration UNLIMITED = Duration.ofDays(1);
    private static final String MINE = "mine";
    private static final int FIRST = 0;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<Integer>> statements = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void nothing_hangs() {
        release.countDown();
        threads.shutdownNow();
    }

    @Test
    void a_single_request_executes_at_once() {
        RequestCoalescer<String, Integer, String> coalescer = new RequestCoalescer<>(this::texts, UNLIMITED, UNLIMITED);

        assertEquals("1", coalescer.submit(MINE, 1));
        assertEquals("2", coalescer.submit(MINE, 2));
        assertEquals(List.of(List.of(1), List.of(2)), statements);
    }

    /**
     * A server reports a failed commit without its SQLException, which was recorded on the thread that executed the
     * batch.
     */
    @Test
    void a_failed_commit_is_an_outage_for_the_whole_batch() throws Exception {
        RequestCoalescer<String, Integer, String> coalescer = new RequestCoalescer<>(
                (key, requests) -> {
                    List<String> answers = slow(key, requests);
                    if (requests.contains(FIRST)) {
                        return answers;
                    }
                    FailedCommit.set(new SQLException("away", "08006"));
                    throw new IllegalStateException("the server's own words");
                },
                UNLIMITED,
                UNLIMITED);
        Future<String> first = first(coalescer);
        List<Future<String>> others = queued(coalescer, 1, 2, 3);
        release.countDown();

        assertEquals("0", first.get());
        for (Future<String> other : others) {
            Throwable failure =
                    assertThrows(ExecutionException.class, other::get).getCause();
            assertTrue(SqlErrors.isTransient(failure), failure::toString);
        }
        assertEquals(List.of(List.of(FIRST), List.of(1, 2, 3)), statements);
    }

    @Test
    void concurrent_requests_are_answered_by_one_statement() throws Exception {
        RequestCoalescer<String, Integer, String> coalescer = new RequestCoalescer<>(this::slow, UNLIMITED, UNLIMITED);
        Future<String> first = first(coalescer);
        List<Future<String>> others = queued(coalescer, 1, 2, 3);
        release.countDown();

        assertEquals("0", first.get());
        assertEquals(List.of("1", "2", "3"), answers(others));
        assertEquals(List.of(List.of(FIRST), List.of(1, 2, 3)), statements);
    }

    @Test
    void a_request_after_the_queue_is_empty_does_not_wait() throws Exception {
        RequestCoalescer<String, Integer, String> coalescer = new RequestCoalescer<>(this::slow, UNLIMITED, UNLIMITED);
        Future<String> first = first(coalescer);
        List<Future<String>> others = queued(coalescer, 1);
        release.countDown();
        first.get();
        answers(others);

        assertEquals("4", coalescer.submit(MINE, 4));
    }

    @Test
    void requests_do_not_wait_for_those_of_another_key() throws Exception {
        RequestCoalescer<String, Integer, String> coalescer = new RequestCoalescer<>(this::slow, UNLIMITED, UNLIMITED);
        Future<String> first = first(coalescer);

        assertEquals("1", coalescer.submit("theirs", 1));
        assertEquals(false, first.isDone());
    }

    @Test
    void a_request_that_waited_too_long_runs_on_its_own_and_only_once() throws Exception {
        RequestCoalescer<String, Integer, String> coalescer =
                new RequestCoalescer<>(this::slow, Duration.ofMillis(1), UNLIMITED);
        Future<String> first = first(coalescer);

        assertEquals("1", coalescer.submit(MINE, 1));
        assertEquals(false, first.isDone());
        release.countDown();
        assertEquals("0", first.get());
        assertEquals("2", coalescer.submit(MINE, 2));
        assertEquals(List.of(List.of(1), List.of(FIRST), List.of(2)), statements);
    }

    @Test
    void a_failed_batch_is_executed_again_for_each_request() throws Exception {
        IllegalStateException wrong = new IllegalStateException("wrong");
        RequestCoalescer<String, Integer, String> coalescer = new RequestCoalescer<>(
                (key, requests) -> {
                    List<String> answers = slow(key, requests);
                    if (requests.contains(2)) {
                        throw wrong;
                    }
                    return answers;
                },
                UNLIMITED,
                UNLIMITED);
        first(coalescer);
        List<Future<String>> others = queued(coalescer, 1, 2, 3);
        release.countDown();

        assertEquals("1", others.get(0).get());
        assertSame(wrong, failure(others.get(1)));
        assertEquals("3", others.get(2).get());
        assertEquals(List.of(List.of(FIRST), List.of(1, 2, 3), List.of(1), List.of(2), List.of(3)), statements);
    }

    @Test
    void an_outage_is_not_retried() throws Exception {
        RuntimeException away = new IllegalStateException(new SQLException("away", "08006"));
        RequestCoalescer<String, Integer, String> coalescer = new RequestCoalescer<>(
                (key, requests) -> {
                    slow(key, requests);
                    throw away;
                },
                UNLIMITED,
                UNLIMITED);
        Future<String> first = first(coalescer);
        List<Future<String>> others = queued(coalescer, 1, 2);
        release.countDown();

        assertSame(away, failure(first));
        assertSame(away, failure(others.get(0)));
        assertSame(away, failure(others.get(1)));
        assertEquals(List.of(List.of(FIRST), List.of(1, 2)), statements);
    }

    @Test
    void an_outage_ends_the_single_executions() throws Exception {
        RuntimeException away = new IllegalStateException(new SQLException("away", "08006"));
        RequestCoalescer<String, Integer, String> coalescer = new RequestCoalescer<>(
                (key, requests) -> {
                    List<String> answers = slow(key, requests);
                    if (requests.size() > 1) {
                        throw new IllegalStateException("wrong");
                    }
                    if (requests.contains(2)) {
                        throw away;
                    }
                    return answers;
                },
                UNLIMITED,
                UNLIMITED);
        first(coalescer);
        List<Future<String>> others = queued(coalescer, 1, 2, 3, 4);
        release.countDown();

        assertEquals("1", others.get(0).get());
        assertSame(away, failure(others.get(1)));
        assertSame(away, failure(others.get(2)));
        assertSame(away, failure(others.get(3)));
        assertEquals(List.of(List.of(FIRST), List.of(1, 2, 3, 4), List.of(1), List.of(2)), statements);
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_batch_that_an_error_left_open_ends_after_the_maximum_time() throws Exception {
        RequestCoalescer<FailingKey, Integer, String> coalescer = new RequestCoalescer<>(
                (key, requests) -> {
                    key.failsNext = requests.contains(1);
                    return requests.stream().map(String::valueOf).toList();
                },
                UNLIMITED,
                Duration.ofMillis(1));
        FailingKey key = new FailingKey();

        assertThrows(StackOverflowError.class, () -> coalescer.submit(key, 1));
        Thread.sleep(5);
        assertEquals("2", coalescer.submit(key, 2));
        assertEquals("3", coalescer.submit(key, 3));
    }

    @Test
    void an_error_leaves_no_request_waiting() throws Exception {
        RequestCoalescer<String, Integer, String> coalescer = new RequestCoalescer<>(
                (key, requests) -> {
                    slow(key, requests);
                    throw new OutOfMemoryError("as if");
                },
                UNLIMITED,
                UNLIMITED);
        Future<String> first = first(coalescer);
        List<Future<String>> others = queued(coalescer, 1, 2);
        release.countDown();

        Set<Class<?>> failures = Set.of(OutOfMemoryError.class, NullPointerException.class);
        assertEquals(OutOfMemoryError.class, failure(first).getClass());
        assertEquals(
                failures,
                Set.of(failure(others.get(0)).getClass(), failure(others.get(1)).getClass()));
        assertThrows(OutOfMemoryError.class, () -> coalescer.submit(MINE, 3));
    }

    private List<String> texts(String key, List<Integer> requests) {
        statements.add(requests);
        return requests.stream().map(String::valueOf).toList();
    }

    /** Like {@link #texts}, but the first call waits until it is released. */
    private List<String> slow(String key, List<Integer> requests) {
        if (requests.contains(FIRST)) {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        return texts(key, requests);
    }

    private Future<String> first(RequestCoalescer<String, Integer, String> coalescer) throws InterruptedException {
        Future<String> first = threads.submit(() -> coalescer.submit(MINE, FIRST));
        begun.await();
        return first;
    }

    /** Submits requests that wait for the first one, in this order. */
    private List<Future<String>> queued(RequestCoalescer<String, Integer, String> coalescer, int... requests)
            throws InterruptedException {
        List<Future<String>> queued = new ArrayList<>();
        for (int request : requests) {
            queued.add(threads.submit((Callable<String>) () -> coalescer.submit(MINE, request)));
            while (coalescer.queued(MINE) < queued.size()) {
                Thread.sleep(1);
            }
        }
        return queued;
    }

    private static List<String> answers(List<Future<String>> requests) throws Exception {
        List<String> answers = new ArrayList<>();
        for (Future<String> request : requests) {
            answers.add(request.get());
        }
        return answers;
    }

    private static Throwable failure(Future<String> request) {
        return assertThrows(ExecutionException.class, request::get).getCause();
    }

    /** A key whose hash code can fail. */
    private static final class FailingKey {
        private boolean failsNext;

        @Override
        public int hashCode() {
            if (failsNext) {
                failsNext = false;
                throw new StackOverflowError("as if");
            }
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }
}
