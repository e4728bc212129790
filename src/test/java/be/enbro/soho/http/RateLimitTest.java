package be.enbro.soho.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    private static final long ONE = 1;
    private static final long OTHER = 2;

    private final FakeClock clock = new FakeClock();
    private final Map<String, String> headers = new HashMap<>();

    private static final class FakeClock implements TimeMeter {
        private long nanoseconds = -5_000_000_000L;

        @Override
        public long currentTimeNanos() {
            return nanoseconds;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }

        void advance(Duration time) {
            nanoseconds += time.toNanos();
        }
    }

    @Test
    void as_many_requests_as_the_burst_are_admitted_at_once_and_then_none() {
        RateLimit limit = limit(200, 1_000);

        for (int remaining = 999; remaining >= 0; remaining--) {
            assertTrue(limit.take(ONE, headers::put));
            assertEquals(
                    Map.of(
                            "RateLimit-Policy",
                            "\"requests\";q=1000;w=5",
                            "RateLimit",
                            "\"requests\";r=" + remaining + ";t=1"),
                    headers);
        }

        for (int i = 0; i < 100; i++) {
            headers.clear();
            assertFalse(limit.take(ONE, headers::put));
            assertEquals(
                    Map.of(
                            "RateLimit-Policy", "\"requests\";q=1000;w=5",
                            "RateLimit", "\"requests\";r=0;t=1"),
                    headers);
        }
    }

    @Test
    void a_rejected_request_costs_nothing_and_each_token_is_there_when_its_time_has_come() {
        RateLimit limit = limit(200, 1_000);
        assertEquals(1_000, admitted(limit, ONE, 5_000));

        clock.advance(Duration.ofNanos(4_999_999));
        assertEquals(0, admitted(limit, ONE, 10));
        clock.advance(Duration.ofNanos(1));
        assertEquals(1, admitted(limit, ONE, 10));
        clock.advance(Duration.ofSeconds(1));
        assertEquals(200, admitted(limit, ONE, 1_000));
        clock.advance(Duration.ofDays(365));
        assertEquals(1_000, admitted(limit, ONE, 5_000));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 50", "7, 3", "100000, 1", "100000, 1000000"})
    void one_second_after_a_rejection_a_request_is_admitted(int perSecond, int burst) {
        RateLimit limit = limit(perSecond, burst);
        assertEquals(burst, admitted(limit, ONE, burst + 1));

        clock.advance(Duration.ofSeconds(1));

        assertEquals(Math.min(perSecond, burst), admitted(limit, ONE, burst + 1));
    }

    @Test
    void another_organisation_is_not_affected() {
        RateLimit limit = limit(1, 3);
        assertEquals(3, admitted(limit, ONE, 100));

        assertTrue(limit.take(OTHER, headers::put));
        assertEquals("\"requests\";r=2;t=1", headers.get("RateLimit"));
        assertFalse(limit.take(ONE, headers::put));
        assertEquals("\"requests\";r=0;t=1", headers.get("RateLimit"));
    }

    @Test
    void concurrent_requests_of_one_organisation_never_get_more_than_the_burst() throws Exception {
        RateLimit limit = limit(200, 10_000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> callers = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(i -> () -> admitted(limit, ONE, 2_000))
                    .toList();
            int admitted = 0;
            for (Future<Integer> caller : threads.invokeAll(callers)) {
                admitted += caller.get();
            }
            assertEquals(10_000, admitted);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, 1000, 5",
        "200, 1001, 6",
        "200, 1, 1",
        "200, 200, 1",
        "1, 1000000, 1000000",
        "100000, 1000000, 10",
        "3, 7, 3"
    })
    void the_policy_is_the_burst_and_the_whole_seconds_that_refill_it(int perSecond, int burst, int window) {
        limit(perSecond, burst).take(ONE, headers::put);

        assertEquals("\"requests\";q=" + burst + ";w=" + window, headers.get("RateLimit-Policy"));
        assertEquals("\"requests\";r=" + (burst - 1) + ";t=1", headers.get("RateLimit"));
    }

    /** What the policy promises: q requests in any w seconds, however they are spread. */
    @ParameterizedTest
    @CsvSource({"3, 7, 3", "200, 20, 1", "2, 9, 5"})
    void a_client_that_keeps_to_the_policy_is_never_rejected(int perSecond, int quota, int window) {
        Random random = new Random(9_651);
        RateLimit limit = limit(perSecond, quota);
        List<Long> sent = new ArrayList<>();

        for (int i = 0; i < 10_000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(4) == 0 ? random.nextInt(1_000 * window) : 0));
            long begin = clock.nanoseconds - Duration.ofSeconds(window).toNanos();
            sent.removeIf(time -> time <= begin);
            if (sent.size() < quota) {
                sent.add(clock.nanoseconds);
                assertTrue(limit.take(ONE, headers::put), "request " + i);
            }
        }
    }

    @Test
    void a_rate_of_0_is_no_limit() {
        assertEquals(Optional.empty(), RateLimit.of(0, 1_000, clock));
    }

    private RateLimit limit(int perSecond, int burst) {
        return RateLimit.of(perSecond, burst, clock).orElseThrow();
    }

    private static int admitted(RateLimit limit, long organisation, int requests) {
        return (int) IntStream.range(0, requests)
                .filter(i -> limit.take(organisation, (name, value) -> {}))
                .count();
    }
}
