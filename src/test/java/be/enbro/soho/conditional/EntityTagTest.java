package be.enbro.soho.conditional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import be.enbro.soho.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntityTagTest {
    private static final Map<String, Object> RECORD = Map.of("name", "é");

    @Test
    void a_tag_is_32_hexadecimal_digits_of_the_hash_of_the_json() {
        assertEquals("{\"name\":\"é\"}", Json.text(RECORD));
        assertEquals("\"2f16b8477146a1b2ba7d6bb7cf7c9979\"", EntityTag.of(RECORD));
        assertEquals(EntityTag.of(RECORD), EntityTag.of(Json.bytes(RECORD)));
    }

    @Test
    void a_tag_changes_with_whatever_is_shown() {
        assertEquals(EntityTag.of(RECORD), EntityTag.of(Map.of("name", "é")));
        assertNotEquals(EntityTag.of(RECORD), EntityTag.of(Map.of("name", "É")));
        assertNotEquals(EntityTag.of(RECORD), EntityTag.of(Map.of("names", "é")));
        assertNotEquals(EntityTag.of(RECORD), EntityTag.of(Map.of()));
    }
}
