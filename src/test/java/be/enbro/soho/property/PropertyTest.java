package be.enbro.soho.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PropertyTest {
    private static final Generator<Integer> DIGITS = Generator.integers(0, 9);

    @Test
    void a_property_is_tried_a_thousand_times() {
        List<Integer> tried = new ArrayList<>();
        Property.check(property -> tried.add(property.any(DIGITS)));
        assertEquals(1000, tried.size());
        assertEquals(10, Set.copyOf(tried).size());
    }

    @Test
    void a_failure_shows_the_values_and_a_seed_that_repeats_them() {
        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> Property.check(property -> {
                    property.any(Generator.strings(10));
                    assertTrue(property.any(DIGITS) != 7, "seven\n");
                }));
        String[] parts = failure.getMessage().split("try \\d+ of 1000, seed |, values |: seven", 4);
        AssertionError repeated = assertThrows(
                AssertionError.class,
                () -> Property.check(new Random(), Long.parseLong(parts[1]), 1, property -> {
                    property.any(Generator.strings(10));
                    assertTrue(property.any(DIGITS) != 7, "seven\n");
                }));
        assertEquals(
                "try 1 of 1, seed " + parts[1] + ", values " + parts[2] + ": seven" + parts[3], repeated.getMessage());
        assertTrue(parts[2].endsWith("7]"), failure.getMessage());
        assertTrue(failure.getMessage().matches("[ -~]*"), failure.getMessage());
    }

    @Test
    void edge_cases_occur_in_a_thousand_tries() {
        Set<Object> values = new HashSet<>();
        Property.check(property -> {
            values.add(property.any(Generator.longs(Long.MIN_VALUE, Long.MAX_VALUE)));
            values.add(property.any(Generator.integers()));
            values.add(property.any(Generator.decimals()).signum() == 0 ? "zero" : "other");
            values.add(property.any(Generator.bytes(0, 255)).length + " bytes");
            String text = property.any(Generator.strings(255));
            values.add(text.length() + " chars");
            text.chars().mapToObj(c -> (char) c).forEach(values::add);
        });
        assertTrue(
                values.containsAll(List.of(
                        Long.MIN_VALUE,
                        -1L,
                        0L,
                        1L,
                        Long.MAX_VALUE,
                        Integer.MIN_VALUE,
                        -1,
                        0,
                        1,
                        Integer.MAX_VALUE,
                        "zero",
                        "0 bytes",
                        "1 bytes",
                        "255 bytes",
                        "0 chars",
                        "1 chars",
                        "255 chars",
                        '\0',
                        '\ud800',
                        '\udc00',
                        '\uffff')),
                values::toString);
    }
}
