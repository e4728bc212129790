package be.enbro.soho.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            textBlock =
                    """
            absent, 1
            '', 1
            ' ', 1
            0, 1
            -3, 1
            abc, 1
            a2, 1
            .5, 1
            ٣, 1
            2, 2
            002, 2
            2abc, 2
            1.9, 1
            2-1, 2
            1e3, 1
            ' 2', 2
            +2, 2
            +-2, 1
            2147483647, 2147483647
            2147483648, 2147483647
            99999999999999999999999999, 2147483647
            """)
    void the_page_number_is_parsed_from_its_leading_digits(String page, int answered) {
        assertEquals(answered, PageRequest.of(page, null).page());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            textBlock =
                    """
            absent, 25
            '', 25
            0, 25
            -5, 25
            abc, 25
            1, 1
            5, 5
            5abc, 5
            1.9, 1
            25, 25
            26, 25
            99999999999999999999999999, 25
            """)
    void a_page_has_at_most_25_records(String per, int answered) {
        assertEquals(answered, PageRequest.of(null, per).per());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            textBlock =
                    """
            1, 5,  0, null, null, 0
            1, 5,  1, null, null, 1
            1, 5,  5, null, null, 1
            1, 5,  6,    2, null, 2
            1, 5, 33,    2, null, 7
            2, 5, 33,    3,    1, 7
            7, 5, 33, null,    6, 7
            8, 5, 33, null, null, 7
            2, 5,  0, null, null, 0
            2147483647, 25, 33, null, null, 2
            2147483647, 1, 9223372036854775807, null, 2147483646, 2147483647
            """)
    void the_neighbours_of_a_page_are_those_that_exist(
            int page, int per, long total, Integer next, Integer prev, int pages) {
        Page<String> answer = Page.of(new PageRequest(page, per), total, List.of());
        assertEquals(new Page<>(page, per, next, prev, pages, List.of()), answer);
    }

    @Test
    @SuppressWarnings("try")
    void a_page_is_written_in_the_documented_order_with_its_nulls() throws Exception {
        Page<String> page = Page.of(new PageRequest(1, 5), 0, List.of());
        try (Jsonb jsonb = JsonbBuilder.create()) {
            assertEquals(
                    """
                    {"current_page":1,"limit_value":5,"next_page":null,"prev_page":null,"total_pages":0,"records":[]}\
                    """,
                    jsonb.toJson(page));
        }
    }

    @Test
    void every_query_returns_a_page() {
        Property.check(property -> {
            PageRequest request = PageRequest.of(property.any(digitsAndMore()), property.any(digitsAndMore()));
            assertTrue(request.page() >= 1 && request.per() >= 1 && request.per() <= 25 && request.offset() >= 0);
        });
    }

    private static Generator<String> digitsAndMore() {
        Generator<String> digits = Generator.strings(Generator.of(List.of("0", "1", "9", "9", "+", " ")), 0, 20);
        Generator<String> rests = Generator.strings(235);
        return random -> digits.next(random) + rests.next(random);
    }

    @Test
    void following_next_page_visits_every_record_once() {
        Property.check(property -> assertEveryRecordIsVisitedOnce(
                property.any(Generator.integers(1, 25)), property.any(Generator.longs(0, 2000))));
    }

    private static void assertEveryRecordIsVisitedOnce(int per, long total) {
        long met = 0;
        Integer at = 1;
        Integer before = null;
        while (at != null) {
            PageRequest request = new PageRequest(at, per);
            Page<String> page = Page.of(request, total, List.of());
            assertEquals(met, request.offset());
            assertEquals(before, page.prevPage());
            met += Math.min(per, total - request.offset());
            before = at;
            at = page.nextPage();
        }
        assertEquals(total, met);
        Page<String> past = Page.of(new PageRequest(before + 1, per), total, List.of());
        assertNull(past.nextPage());
        assertNull(past.prevPage());
        assertEquals(total == 0 ? 0 : before, past.totalPages());
    }
}
