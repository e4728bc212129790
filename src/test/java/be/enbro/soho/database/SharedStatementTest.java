package be.enbro.soho.database;

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

class SharedStatementTest {
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final String MINE = "mine";
    private static final int FIRST = 0;

    private final ExecutorService requests = Executors.newCachedThreadPool();
    private final List<List<Integer>> statements = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void nothing_hangs() {
        release.countDown();
        requests.shutdownNow();
    }

    @Test
    void who_asks_alone_is_answered_at_once() {
        SharedStatement<String, Integer, String> shared = new SharedStatement<>(this::texts, FOR_EVER, FOR_EVER);

        assertEquals("1", shared.ask(MINE, 1));
        assertEquals("2", shared.ask(MINE, 2));
        assertEquals(List.of(List.of(1), List.of(2)), statements);
    }

    /** A server reports a failed commit without its SQLException, which was noted on the thread that asked for all. */
    @Test
    void a_commit_that_fails_since_the_database_is_away_is_an_outage_for_all_and_is_not_tried_again() throws Exception {
        SharedStatement<String, Integer, String> shared = new SharedStatement<>(
                (organisation, questions) -> {
                    List<String> answers = slow(organisation, questions);
                    if (questions.contains(FIRST)) {
                        return answers;
                    }
                    FailedCommit.note(new SQLException("away", "08006"));
                    throw new IllegalStateException("the server's own words");
                },
                FOR_EVER,
                FOR_EVER);
        Future<String> first = first(shared);
        List<Future<String>> others = queued(shared, 1, 2, 3);
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
    void who_asks_meanwhile_is_asked_for_together_when_the_first_is_answered() throws Exception {
        SharedStatement<String, Integer, String> shared = new SharedStatement<>(this::slow, FOR_EVER, FOR_EVER);
        Future<String> first = first(shared);
        List<Future<String>> others = queued(shared, 1, 2, 3);
        release.countDown();

        assertEquals("0", first.get());
        assertEquals(List.of("1", "2", "3"), answers(others));
        assertEquals(List.of(List.of(FIRST), List.of(1, 2, 3)), statements);
    }

    @Test
    void after_those_who_waited_the_next_waits_for_nobody() throws Exception {
        SharedStatement<String, Integer, String> shared = new SharedStatement<>(this::slow, FOR_EVER, FOR_EVER);
        Future<String> first = first(shared);
        List<Future<String>> others = queued(shared, 1);
        release.countDown();
        first.get();
        answers(others);

        assertEquals("4", shared.ask(MINE, 4));
    }

    @Test
    void nobody_waits_for_another_organisation_s() throws Exception {
        SharedStatement<String, Integer, String> shared = new SharedStatement<>(this::slow, FOR_EVER, FOR_EVER);
        Future<String> first = first(shared);

        assertEquals("1", shared.ask("theirs", 1));
        assertEquals(false, first.isDone());
    }

    @Test
    void who_waited_long_asks_alone_and_is_not_asked_for_again() throws Exception {
        SharedStatement<String, Integer, String> shared =
                new SharedStatement<>(this::slow, Duration.ofMillis(1), FOR_EVER);
        Future<String> first = first(shared);

        assertEquals("1", shared.ask(MINE, 1));
        assertEquals(false, first.isDone());
        release.countDown();
        assertEquals("0", first.get());
        assertEquals("2", shared.ask(MINE, 2));
        assertEquals(List.of(List.of(1), List.of(FIRST), List.of(2)), statements);
    }

    @Test
    void a_statement_that_fails_for_one_is_asked_again_for_each() throws Exception {
        IllegalStateException wrong = new IllegalStateException("wrong");
        SharedStatement<String, Integer, String> shared = new SharedStatement<>(
                (organisation, questions) -> {
                    List<String> answers = slow(organisation, questions);
                    if (questions.contains(2)) {
                        throw wrong;
                    }
                    return answers;
                },
                FOR_EVER,
                FOR_EVER);
        first(shared);
        List<Future<String>> others = queued(shared, 1, 2, 3);
        release.countDown();

        assertEquals("1", others.get(0).get());
        assertSame(wrong, failure(others.get(1)));
        assertEquals("3", others.get(2).get());
        assertEquals(List.of(List.of(FIRST), List.of(1, 2, 3), List.of(1), List.of(2), List.of(3)), statements);
    }

    @Test
    void a_database_that_is_away_is_not_asked_again() throws Exception {
        RuntimeException away = new IllegalStateException(new SQLException("away", "08006"));
        SharedStatement<String, Integer, String> shared = new SharedStatement<>(
                (organisation, questions) -> {
                    slow(organisation, questions);
                    throw away;
                },
                FOR_EVER,
                FOR_EVER);
        Future<String> first = first(shared);
        List<Future<String>> others = queued(shared, 1, 2);
        release.countDown();

        assertSame(away, failure(first));
        assertSame(away, failure(others.get(0)));
        assertSame(away, failure(others.get(1)));
        assertEquals(List.of(List.of(FIRST), List.of(1, 2)), statements);
    }

    @Test
    void an_outage_ends_the_questions_that_are_asked_again() throws Exception {
        RuntimeException away = new IllegalStateException(new SQLException("away", "08006"));
        SharedStatement<String, Integer, String> shared = new SharedStatement<>(
                (organisation, questions) -> {
                    List<String> answers = slow(organisation, questions);
                    if (questions.size() > 1) {
                        throw new IllegalStateException("wrong");
                    }
                    if (questions.contains(2)) {
                        throw away;
                    }
                    return answers;
                },
                FOR_EVER,
                FOR_EVER);
        first(shared);
        List<Future<String>> others = queued(shared, 1, 2, 3, 4);
        release.countDown();

        assertEquals("1", others.get(0).get());
        assertSame(away, failure(others.get(1)));
        assertSame(away, failure(others.get(2)));
        assertSame(away, failure(others.get(3)));
        assertEquals(List.of(List.of(FIRST), List.of(1, 2, 3, 4), List.of(1), List.of(2)), statements);
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_turn_that_an_error_kept_from_being_passed_on_is_over_after_a_while() throws Exception {
        SharedStatement<FailingKey, Integer, String> shared = new SharedStatement<>(
                (organisation, questions) -> {
                    organisation.failsNext = questions.contains(1);
                    return questions.stream().map(String::valueOf).toList();
                },
                FOR_EVER,
                Duration.ofMillis(1));
        FailingKey organisation = new FailingKey();

        assertThrows(StackOverflowError.class, () -> shared.ask(organisation, 1));
        Thread.sleep(5);
        assertEquals("2", shared.ask(organisation, 2));
        assertEquals("3", shared.ask(organisation, 3));
    }

    @Test
    void an_error_leaves_nobody_waiting() throws Exception {
        SharedStatement<String, Integer, String> shared = new SharedStatement<>(
                (organisation, questions) -> {
                    slow(organisation, questions);
                    throw new OutOfMemoryError("as if");
                },
                FOR_EVER,
                FOR_EVER);
        Future<String> first = first(shared);
        List<Future<String>> others = queued(shared, 1, 2);
        release.countDown();

        Set<Class<?>> failures = Set.of(OutOfMemoryError.class, NullPointerException.class);
        assertEquals(OutOfMemoryError.class, failure(first).getClass());
        assertEquals(
                failures,
                Set.of(failure(others.get(0)).getClass(), failure(others.get(1)).getClass()));
        assertThrows(OutOfMemoryError.class, () -> shared.ask(MINE, 3));
    }

    private List<String> texts(String organisation, List<Integer> questions) {
        statements.add(questions);
        return questions.stream().map(String::valueOf).toList();
    }

    /** As {@link #texts}, but the first waits until it is released. */
    private List<String> slow(String organisation, List<Integer> questions) {
        if (questions.contains(FIRST)) {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        return texts(organisation, questions);
    }

    private Future<String> first(SharedStatement<String, Integer, String> shared) throws InterruptedException {
        Future<String> first = requests.submit(() -> shared.ask(MINE, FIRST));
        begun.await();
        return first;
    }

    /** Requests that wait for the first, in this order. */
    private List<Future<String>> queued(SharedStatement<String, Integer, String> shared, int... questions)
            throws InterruptedException {
        List<Future<String>> queued = new ArrayList<>();
        for (int question : questions) {
            queued.add(requests.submit((Callable<String>) () -> shared.ask(MINE, question)));
            while (shared.waiting(MINE) < queued.size()) {
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

    /** Can fail when it is looked up. */
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
