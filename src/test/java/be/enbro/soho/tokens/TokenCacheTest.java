package be.enbro.soho.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.organisations.OrganisationCorrected;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
    private static final String TOKEN = BearerToken.generate();
    private static final String OTHER = BearerToken.generate();
    private static final RuntimeException OUTAGE =
            new IllegalStateException(new SQLTransientConnectionException("the database is away"));
    private static final RuntimeException DEFECT = new IllegalStateException("a defect");

    private static final CurrentOrganisation ORGANISATION =
            new CurrentOrganisation(1, "Pouros Group", "pouros.example", Instant.EPOCH);
    private static final Instant START = Instant.parse("2020-04-06T08:43:33.409Z");
    private static final ActiveToken ANY = usedBefore(Duration.ZERO);

    private final AtomicLong clock = new AtomicLong();
    private final Database database = new Database();
    private final TokenCache cache = new TokenCache(database, clock::get, () -> START.plusNanos(clock.get()));

    @Test
    void a_token_is_looked_up_once_a_second() {
        database.insert(TOKEN);

        assertTrue(isAccepted(TOKEN));
        clock.addAndGet(TokenCache.MAX_AGE.toNanos() - 1);
        assertTrue(isAccepted(TOKEN));
        assertEquals(1, database.lookUps);
        clock.addAndGet(1);
        assertTrue(isAccepted(TOKEN));
        assertEquals(2, database.lookUps);
    }

    @Test
    void an_entry_expires_one_second_after_its_look_up_began() {
        database.insert(TOKEN);
        database.duringLookUp = () -> clock.addAndGet(TokenCache.MAX_AGE.toNanos() - 1);
        assertTrue(isAccepted(TOKEN));
        database.duringLookUp = () -> {};

        assertTrue(isAccepted(TOKEN));
        assertEquals(1, database.lookUps);
        clock.addAndGet(1);
        assertTrue(isAccepted(TOKEN));
        assertEquals(2, database.lookUps);
    }

    @Test
    void a_look_up_longer_than_a_second_is_not_cached() {
        database.insert(TOKEN);
        database.duringLookUp = () -> clock.addAndGet(2 * TokenCache.MAX_AGE.toNanos());
        assertTrue(isAccepted(TOKEN));
        assertTrue(isAccepted(TOKEN));

        assertEquals(2, database.lookUps);
    }

    /** The later look-up stores its result first. */
    @Test
    void an_earlier_look_up_does_not_extend_a_later_one() {
        database.insert(TOKEN);
        long half = TokenCache.MAX_AGE.toNanos() / 2;
        database.duringLookUp = () -> {
            database.duringLookUp = () -> {};
            clock.addAndGet(half);
            assertTrue(isAccepted(TOKEN));
        };
        assertTrue(isAccepted(TOKEN));
        database.delete(TOKEN);
        clock.addAndGet(half);

        assertFalse(isAccepted(TOKEN));
    }

    @Test
    void a_token_revoked_on_another_node_is_rejected_within_a_second() {
        database.insert(TOKEN);
        assertTrue(isAccepted(TOKEN));
        database.delete(TOKEN);

        assertTrue(isAccepted(TOKEN));
        clock.addAndGet(TokenCache.MAX_AGE.toNanos());
        assertFalse(isAccepted(TOKEN));
    }

    @Test
    void a_token_revoked_on_this_node_is_rejected_at_its_next_use() {
        database.insert(TOKEN);
        database.insert(OTHER);
        assertTrue(isAccepted(TOKEN));
        database.delete(TOKEN);
        cache.clear();

        assertFalse(isAccepted(TOKEN));
        assertTrue(isAccepted(OTHER));
    }

    @Test
    void a_token_revoked_during_its_look_up_is_rejected_at_its_next_use() {
        database.insert(TOKEN);
        database.duringLookUp = () -> {
            database.delete(TOKEN);
            cache.clear();
        };
        assertTrue(isAccepted(TOKEN));

        assertFalse(isAccepted(TOKEN));
    }

    @Test
    void a_cached_token_is_rejected_once_it_has_expired() {
        database.insert(TOKEN, new ActiveToken(1, false, false, START.plusMillis(500), START, ORGANISATION));

        assertTrue(isAccepted(TOKEN));
        clock.addAndGet(Duration.ofMillis(499).toNanos());
        assertTrue(isAccepted(TOKEN));
        clock.addAndGet(Duration.ofMillis(1).toNanos());
        assertFalse(isAccepted(TOKEN));
        assertEquals(1, database.lookUps);
    }

    @Test
    void the_tokens_of_a_disabled_organisation_are_rejected_and_accepted_within_a_second_after_it_is_enabled() {
        database.insert(TOKEN, ofOrganisation(true));
        assertFalse(isAccepted(TOKEN));
        database.insert(TOKEN, ofOrganisation(false));

        clock.addAndGet(TokenCache.MAX_AGE.toNanos() - 1);
        assertFalse(isAccepted(TOKEN));
        assertEquals(1, database.lookUps);
        clock.addAndGet(1);
        assertTrue(isAccepted(TOKEN));
    }

    @Test
    void an_organisation_that_is_corrected_on_this_node_is_looked_up_at_the_next_use() {
        database.insert(TOKEN, ofOrganisation(false));
        assertTrue(isAccepted(TOKEN));
        database.insert(TOKEN, ofOrganisation(true));
        cache.clearAfter(new OrganisationCorrected());
        assertFalse(isAccepted(TOKEN));
        database.insert(TOKEN, ofOrganisation(false));
        cache.clearAfter(new OrganisationCorrected());

        assertTrue(isAccepted(TOKEN));
    }

    @Test
    void the_use_of_a_token_of_a_disabled_organisation_is_not_recorded() {
        database.insert(TOKEN, new ActiveToken(1, false, true, null, null, ORGANISATION));

        assertFalse(isAccepted(TOKEN));
        assertEquals(0, database.updates);
    }

    private static ActiveToken ofOrganisation(boolean isDisabled) {
        return new ActiveToken(1, false, isDisabled, null, START, ORGANISATION);
    }

    @Test
    void a_cached_token_keeps_its_scope() {
        database.insert(TOKEN);
        database.insert(OTHER, new ActiveToken(2, true, false, null, START, ORGANISATION));

        for (int i = 0; i < 2; i++) {
            assertFalse(cache.find(TOKEN).orElseThrow().isReadOnly());
            assertTrue(cache.find(OTHER).orElseThrow().isReadOnly());
        }
        assertEquals(2, database.lookUps);
    }

    @Test
    void a_cached_token_is_accepted_during_an_outage_until_it_expires() {
        database.insert(TOKEN);
        assertTrue(isAccepted(TOKEN));
        database.failure = OUTAGE;

        assertTrue(isAccepted(TOKEN));
        clock.addAndGet(TokenCache.MAX_AGE.toNanos());
        assertSame(OUTAGE, assertThrows(RuntimeException.class, () -> isAccepted(TOKEN)));
    }

    @Test
    void a_token_unknown_before_an_outage_is_rejected_during_it() {
        assertFalse(isAccepted(OTHER));
        database.failure = OUTAGE;

        assertFalse(isAccepted(OTHER));
    }

    @Test
    void a_failed_look_up_is_not_cached() {
        database.insert(TOKEN);
        database.failure = OUTAGE;
        assertThrows(RuntimeException.class, () -> isAccepted(TOKEN));
        assertThrows(RuntimeException.class, () -> isAccepted(OTHER));
        database.failure = null;

        assertTrue(isAccepted(TOKEN));
        assertFalse(isAccepted(OTHER));
        assertEquals(4, database.lookUps);
    }

    @Test
    void no_request_waits_for_the_look_up_of_another() {
        database.insert(TOKEN);
        database.insert(OTHER);
        database.duringLookUp = () -> {
            database.duringLookUp = () -> {};
            assertTrue(isAcceptedByAnotherThread(TOKEN));
            assertTrue(isAcceptedByAnotherThread(OTHER));
        };

        assertTrue(isAccepted(TOKEN));
    }

    @Test
    void a_flood_of_unknown_tokens_evicts_no_token_in_use() {
        database.insert(TOKEN);
        assertTrue(isAccepted(TOKEN));
        for (int i = 0; i < 2 * TokenCache.MAX_TOKENS; i++) {
            assertFalse(isAccepted("unknown " + i));
        }
        int lookUps = database.lookUps;

        assertTrue(isAccepted(TOKEN));
        assertEquals(lookUps, database.lookUps);
    }

    @Test
    void an_unknown_token_is_not_looked_up_again_at_once() {
        assertFalse(isAccepted(OTHER));
        database.insert(OTHER);

        assertFalse(isAccepted(OTHER));
        assertEquals(1, database.lookUps);
        clock.addAndGet(UnknownTokens.MAX_AGE.toNanos());
        assertTrue(isAccepted(OTHER));
    }

    @Test
    void a_revocation_does_not_clear_the_unknown_tokens() {
        assertFalse(isAccepted(OTHER));
        cache.clear();

        assertFalse(isAccepted(OTHER));
        assertEquals(1, database.lookUps);
    }

    @Test
    void the_number_of_tokens_in_the_cache_is_bounded() {
        database.areAllKnown = true;
        for (int i = 0; i < 2 * TokenCache.MAX_TOKENS; i++) {
            assertTrue(isAccepted("token " + i));
        }

        assertEquals(TokenCache.MAX_TOKENS, cache.size());
    }

    @Test
    void the_last_use_is_updated_once_a_minute() {
        database.insert(TOKEN, usedBefore(Duration.ofMinutes(2)));
        database.insert(OTHER, usedBefore(Duration.ZERO));
        assertTrue(isAccepted(TOKEN));
        assertTrue(isAccepted(OTHER));

        assertEquals(1, database.updates);
    }

    @Test
    void requests_succeed_if_their_use_cannot_be_recorded_during_an_outage() {
        database.insert(TOKEN, usedBefore(Duration.ofMinutes(2)));
        database.failureOfUpdate = OUTAGE;

        assertTrue(isAccepted(TOKEN));
    }

    @Test
    void other_failures_to_record_a_use_are_thrown() {
        database.insert(TOKEN, usedBefore(Duration.ofMinutes(2)));
        database.failureOfUpdate = DEFECT;

        assertSame(DEFECT, assertThrows(RuntimeException.class, () -> isAccepted(TOKEN)));
    }

    private boolean isAccepted(String token) {
        return cache.find(token).isPresent();
    }

    private boolean isAcceptedByAnotherThread(String token) {
        return CompletableFuture.supplyAsync(() -> isAccepted(token))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static ActiveToken usedBefore(Duration before) {
        return new ActiveToken(1, false, false, null, START.minus(before), ORGANISATION);
    }

    /** A fake database of tokens that fails on demand. */
    private static final class Database extends AccessTokens {
        private final Map<String, ActiveToken> tokens = new HashMap<>();
        private boolean areAllKnown;
        private RuntimeException failure;
        private RuntimeException failureOfUpdate;
        private Runnable duringLookUp = () -> {};
        private int lookUps;
        private int updates;

        void insert(String secret) {
            insert(secret, usedBefore(Duration.ZERO));
        }

        void insert(String secret, ActiveToken token) {
            tokens.put(key(BearerToken.hash(secret)), token);
        }

        void delete(String secret) {
            tokens.remove(key(BearerToken.hash(secret)));
        }

        @Override
        public Optional<ActiveToken> active(byte[] hash) {
            lookUps++;
            if (failure != null) {
                throw failure;
            }
            Optional<ActiveToken> found = Optional.ofNullable(areAllKnown ? ANY : tokens.get(key(hash)));
            duringLookUp.run();
            return found;
        }

        @Override
        public void updateLastUsed(long tokenId) {
            updates++;
            if (failureOfUpdate != null) {
                throw failureOfUpdate;
            }
        }

        private static String key(byte[] hash) {
            return HexFormat.of().formatHex(hash);
        }
    }
}
