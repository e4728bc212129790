package be.enbro.soho.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnknownTokensTest {
    private final AtomicLong clock = new AtomicLong();
    private final UnknownTokens unknown = new UnknownTokens(clock::get);

    @Test
    void an_unknown_token_is_cached_for_some_seconds() {
        unknown.add("one");

        assertTrue(unknown.contains("one"));
        assertFalse(unknown.contains("another"));
        clock.addAndGet(UnknownTokens.MAX_AGE.toNanos() - 1);
        assertTrue(unknown.contains("one"));
        clock.addAndGet(1);
        assertFalse(unknown.contains("one"));
    }

    @Test
    void the_number_of_unknown_tokens_in_the_cache_is_bounded() {
        long most = 0;
        for (int i = 0; i < 3 * UnknownTokens.MAX_TOKENS; i++) {
            unknown.add("token " + i);
            most = Math.max(most, unknown.size());
        }

        assertEquals(UnknownTokens.MAX_TOKENS, most);
        assertTrue(unknown.contains("token " + (3 * UnknownTokens.MAX_TOKENS - 1)));
    }
}
