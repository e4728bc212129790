package be.enbro.soho.persistence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/**
 * Coalesces concurrent requests with the same key, such as one organisation's: while a statement is in flight, further
 * requests queue up and are answered together by the next one. A request that finds no statement in flight executes at
 * once. No result is older than its request. With 16 connections of one organisation a request costs 0.52 (create EAN) to
 * 0.72 (EAN list) of what it costs without (docs/decisions/0011).
 *
 * @param <K> the key of the requests that may share a statement
 * @param <Q> a request
 * @param <A> the result of a request
 */
public final class RequestCoalescer<K, Q, A> {
    /** After this long a waiting request runs on its own: the statement in flight may hang on a lock or a lost connection. */
    private static final Duration MAX_WAIT = Duration.ofMillis(100);

    /**
     * No batch takes longer, whatever the database does. If one seems to, its thread was ended by an {@link Error}
     * before it started the next batch.
     */
    private static final Duration MAX_BATCH = Duration.ofSeconds(10);

    private final BiFunction<K, List<Q>, List<A>> statement;
    private final long maxWait;
    private final long maxBatch;

    /** The batch in flight for each key, if any. */
    private final Map<K, Batch<Q, A>> batches = new HashMap<>();

    /**
     * Creates a coalescer for a statement that takes any number of requests and returns their results in the same
     * order. The statement must run in its own transaction. If it fails, each request is executed again on its own,
     * until one fails because of an outage.
     */
    public RequestCoalescer(BiFunction<K, List<Q>, List<A>> statement) {
        this(statement, MAX_WAIT, MAX_BATCH);
    }

    RequestCoalescer(BiFunction<K, List<Q>, List<A>> statement, Duration maxWait, Duration maxBatch) {
        this.statement = statement;
        this.maxWait = maxWait.toNanos();
        this.maxBatch = maxBatch.toNanos();
    }

    /**
     * Executes the request, alone or in a batch, and returns its result.
     *
     * @throws RuntimeException if the statement throws it
     */
    public A submit(K key, Q request) {
        Pending<Q, A> mine = new Pending<>(request);
        if (isFirst(key, mine)) {
            executeBatch(key, List.of(mine));
        } else if (mine.isDecidedWithin(maxWait) || !withdraw(key, mine)) {
            mine.batch.orTimeout(maxBatch, TimeUnit.NANOSECONDS).join().ifPresent(batch -> executeBatch(key, batch));
        } else {
            execute(key, List.of(mine));
        }
        return mine.answer();
    }

    private void executeBatch(K key, List<Pending<Q, A>> batch) {
        try {
            execute(key, batch);
        } finally {
            List<Pending<Q, A>> next = nextBatch(key);
            if (!next.isEmpty()) {
                next.get(0).batch.complete(Optional.of(next));
            }
            batch.forEach(pending -> pending.batch.complete(Optional.empty()));
        }
    }

    private void execute(K key, List<Pending<Q, A>> batch) {
        try {
            List<Q> requests = batch.stream().map(pending -> pending.request).toList();
            List<A> answers = statement.apply(key, requests);
            for (int i = 0; i < answers.size(); i++) {
                batch.get(i).answer = answers.get(i);
            }
        } catch (RuntimeException reported) {
            // Taken on this thread, because the other requests of the batch continue on threads of their own.
            RuntimeException failure = FailedCommit.withCause(reported);
            if (batch.size() > 1 && !SqlErrors.isTransient(failure)) {
                executeEach(key, batch);
            } else {
                batch.forEach(pending -> pending.failure = failure);
            }
        }
    }

    /**
     * Executes the requests one after the other. An outage fails all of those that remain, since the last one would
     * wait for too long.
     */
    private void executeEach(K key, List<Pending<Q, A>> batch) {
        RuntimeException outage = null;
        for (Pending<Q, A> pending : batch) {
            if (outage == null) {
                execute(key, List.of(pending));
            } else {
                pending.failure = outage;
            }
            if (pending.failure != null && SqlErrors.isTransient(pending.failure)) {
                outage = pending.failure;
            }
        }
    }

    /** The number of requests in the queue. */
    synchronized int queued(K key) {
        Batch<Q, A> batch = batches.get(key);
        return batch == null ? 0 : batch.queue.size();
    }

    private synchronized boolean isFirst(K key, Pending<Q, A> request) {
        Batch<Q, A> batch = batches.get(key);
        if (batch == null) {
            batches.put(key, new Batch<>());
            return true;
        }
        if (batch.isOlderThan(maxBatch)) {
            batch.since = System.nanoTime();
            return true;
        }
        batch.queue.add(request);
        return false;
    }

    private synchronized List<Pending<Q, A>> nextBatch(K key) {
        Batch<Q, A> batch = batches.remove(key);
        if (batch == null || batch.queue.isEmpty()) {
            return List.of();
        }
        batches.put(key, new Batch<>());
        return batch.queue;
    }

    private synchronized boolean withdraw(K key, Pending<Q, A> request) {
        Batch<Q, A> batch = batches.get(key);
        return batch != null && batch.queue.remove(request);
    }

    /** A batch in flight, and the requests that wait for it to end. */
    private static final class Batch<Q, A> {
        private long since = System.nanoTime();
        private final List<Pending<Q, A>> queue = new ArrayList<>();

        boolean isOlderThan(long nanoseconds) {
            return System.nanoTime() - since > nanoseconds;
        }
    }

    private static final class Pending<Q, A> {
        private final Q request;

        /** The batch that this request must execute, or empty if another request executed it. */
        private final CompletableFuture<Optional<List<Pending<Q, A>>>> batch = new CompletableFuture<>();

        private A answer;
        private RuntimeException failure;

        Pending(Q request) {
            this.request = request;
        }

        boolean isDecidedWithin(long nanoseconds) {
            try {
                batch.get(nanoseconds, TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException late) {
                return false;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                return false;
            } catch (ExecutionException never) {
                throw new IllegalStateException(never);
            }
        }

        A answer() {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(answer, "the statement gave no answer");
        }
    }
}
