package be.enbro.soho.suppliers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SupplierNamesTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final SupplierNames names = new SupplierNames(clock::get);
    private final Map<Long, String> stored = new HashMap<>(Map.of(1L, "Beer LLC", 2L, "Stark LLC"));
    private final List<Set<Long>> loads = new ArrayList<>();

    @Test
    void only_missing_ids_are_loaded_by_one_call() {
        assertEquals(Map.of(1L, "Beer LLC"), names.get(Set.of(1L), this::load));
        assertEquals(stored, names.get(Set.of(1L, 2L, 3L, 4L), this::load));
        assertEquals(stored, names.get(Set.of(1L, 2L), this::load));
        assertEquals(List.of(Set.of(1L), Set.of(2L, 3L, 4L)), loads);
    }

    @Test
    void without_ids_nothing_is_loaded() {
        assertNull(names.get(Set.of(), this::load).get(null));
        assertNull(names.get(Set.of(1L), this::load).get(null));
        assertEquals(List.of(Set.of(1L)), loads);
    }

    @Test
    void an_unknown_id_is_loaded_each_time() {
        assertEquals(Map.of(), names.get(Set.of(3L), this::load));
        stored.put(3L, "New LLC");
        assertEquals(Map.of(3L, "New LLC"), names.get(Set.of(3L), this::load));
    }

    @Test
    void a_name_is_loaded_again_after_one_second() {
        names.get(Set.of(1L), this::load);
        stored.put(1L, "Renamed LLC");
        clock.set(SECOND - 1);
        assertEquals("Beer LLC", names.get(Set.of(1L), this::load).get(1L));
        clock.set(SECOND);
        assertEquals("Renamed LLC", names.get(Set.of(1L), this::load).get(1L));
    }

    @Test
    void no_name_loaded_before_a_clear_is_returned_after_it() {
        names.get(Set.of(1L), this::load);
        names.get(Set.of(1L, 2L), ids -> {
            Map<Long, String> loaded = load(ids);
            names.clear();
            return loaded;
        });
        stored.clear();
        assertEquals(Map.of(), names.get(Set.of(1L, 2L), this::load));
    }

    private Map<Long, String> load(Set<? extends Long> ids) {
        loads.add(new TreeSet<>(ids));
        Map<Long, String> loaded = new HashMap<>(stored);
        loaded.keySet().retainAll(ids);
        return loaded;
    }
}
