package be.enbro.soho.http;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Limits the rate of requests of each organisation on this node: a token bucket in memory of SOHO_RATE_BURST tokens,
 * which is refilled with SOHO_RATE_PER_SECOND tokens a second; each admitted request takes one (contract extensions,
 * section 9). Writes the fields of draft-ietf-httpapi-ratelimit-headers-11; for their parameters see
 * docs/decisions/0020.
 */
public final class RateLimit {
    private static final String POLICY_FIELD = "RateLimit-Policy";
    private static final String STATE_FIELD = "RateLimit";
    private static final String NAME = "\"requests\"";

    /** The smallest rate is one token a second. */
    private static final String AVAILABLE_IN_A_SECOND = ";t=1";

    private final Map<Long, Bucket> buckets = new ConcurrentHashMap<>();
    private final int perSecond;
    private final int burst;
    private final TimeMeter clock;
    private final String policy;

    private RateLimit(int perSecond, int burst, TimeMeter clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
        this.policy = NAME + ";q=" + burst + ";w=" + window(perSecond, burst);
    }

    /**
     * Returns a limit whose buckets are full; empty if the rate is 0.
     *
     * @param clock measures the time between requests
     */
    static Optional<RateLimit> of(int perSecond, int burst, TimeMeter clock) {
        return perSecond == 0 ? Optional.empty() : Optional.of(new RateLimit(perSecond, burst, clock));
    }

    /** Returns the seconds in which an empty bucket is full again, rounded up: w must be a positive integer. */
    private static long window(int perSecond, int burst) {
        return ((long) burst + perSecond - 1) / perSecond;
    }

    /** The names of the response fields, of which a response has both or none. */
    public static List<String> fields() {
        return List.of(POLICY_FIELD, STATE_FIELD);
    }

    /**
     * The setting, 0 to 100,000; 0 means that there is no limit.
     *
     * @throws BadSetting if it is anything else
     */
    public static int perSecond() {
        return Setting.SOHO_RATE_PER_SECOND.number(200, 0, 100_000);
    }

    /**
     * The setting, 1 to 1,000,000.
     *
     * @throws BadSetting if it is anything else
     */
    public static int burst() {
        return Setting.SOHO_RATE_BURST.number(1_000, 1, 1_000_000);
    }

    /**
     * Counts a request against this node's limit, to be called once per request; returns whether it is admitted.
     *
     * @param header sets a header of the response; not called if there is no limit
     */
    static boolean admits(long organisationId, BiConsumer<String, String> header) {
        return Node.LIMIT.isEmpty() || Node.LIMIT.get().take(organisationId, header);
    }

    /** Takes a token from the organisation's bucket; returns false if there is none. Sets both headers either way. */
    boolean take(long organisationId, BiConsumer<String, String> header) {
        ConsumptionProbe probe =
                buckets.computeIfAbsent(organisationId, id -> fullBucket()).tryConsumeAndReturnRemaining(1);
        header.accept(POLICY_FIELD, policy);
        header.accept(STATE_FIELD, NAME + ";r=" + probe.getRemainingTokens() + AVAILABLE_IN_A_SECOND);
        return probe.isConsumed();
    }

    private Bucket fullBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .build();
    }

    /** Read once, at the first request; a bad setting prevents the start before that. */
    private static final class Node {
        private static final Optional<RateLimit> LIMIT = of(perSecond(), burst(), TimeMeter.SYSTEM_NANOTIME);
    }
}
