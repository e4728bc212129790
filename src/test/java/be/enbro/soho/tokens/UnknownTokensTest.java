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
    void a_token_is_remembered_for_some_seconds() {
        unknown.add("one");

        assertTrue(unknown.contains("one"));
        assertFalse(unknown.contains("another"));
        clock.addAndGet(UnknownTokens.REMEMBERED.toNanos() - 1);
        assertTrue(unknown.contains("one"));
        clock.addAndGet(1);
        assertFalse(unknown.contains("one"));
    }

    @Test
    void however_many_are_tried_only_so_many_are_remembered() {
        int most = 0;
        for (int i = 0; i < 3 * UnknownTokens.MOST; i++) {
            unknown.add("token " + i);
            most = Math.max(most, unknown.size());
        }

        assertEquals(UnknownTokens.MOST, most);
        assertTrue(unknown.contains("token " + (3 * UnknownTokens.MOST - 1)));
    }
}
