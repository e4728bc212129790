package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.property.Generator;
import be.enbro.soho.property.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Totals and pages are exact, whoever is registered and erased (docs/decisions/0003-landmarks.md). */
abstract class LandmarkScenarios {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final int ERASERS = 12;
    private static final int CREATORS = 6;
    private static final int READERS = 6;

    /** What is done between two comparisons. */
    private enum Step {
        REGISTER,
        READ,
        ERASE_ONE,
        ERASE_MANY,
        ERASE_OF_BOTH,
        REPLAY
    }

    @Test
    void totals_and_pages_are_exact_after_any_registrations_reads_and_erasures() {
        Property.check(4, property -> {
            List<Partner> partners = List.of(Partner.any(), Partner.any());
            partners.forEach(partner -> Fixtures.customers(partner.id(), 330));
            for (int i = 0; i < 12; i++) {
                Partner partner = property.any(Generator.of(partners));
                Partner other = partners.get(partners.get(0) == partner ? 1 : 0);
                step(property, partner, other);
                partners.forEach(LandmarkScenarios::assertLandmarksAreExact);
                if (i % 4 == 3) {
                    partners.forEach(PagingScenarios::assertEveryPageIsRight);
                }
            }
        });
    }

    private static void step(Property property, Partner partner, Partner other) {
        int place = property.any(Generator.integers(0, 400));
        int count = property.any(Generator.integers(1, 120));
        switch (property.any(Generator.of(List.of(Step.values())))) {
            case REGISTER -> register(partner, count);
            case READ -> assertEquals(
                    200, partner.api().get(CUSTOMERS + "?page=" + place).status());
            case ERASE_ONE -> ids(partner, place, 1)
                    .forEach(id -> assertEquals(
                            200, partner.api().delete(CUSTOMERS + "/" + id).status()));
            case ERASE_MANY -> delete(ids(partner, place, count).stream());
            case ERASE_OF_BOTH -> delete(
                    Stream.concat(ids(partner, place, count).stream(), ids(other, count, place / 8).stream()));
            case REPLAY -> replay(ids(partner, place, count));
        }
    }

    private static void register(Partner partner, int count) {
        for (int i = 0; i < count; i++) {
            partner.customer();
        }
    }

    private static List<Long> ids(Partner partner, int place, int count) {
        return parsed(Database.text(
                "SELECT string_agg(id::text, ',') FROM (SELECT id FROM customers WHERE organisation_id = ? ORDER BY id OFFSET ? LIMIT ?)"
                        + " AS found",
                partner.id(),
                place,
                count));
    }

    private static List<Long> parsed(String ids) {
        return ids == null
                ? List.of()
                : Stream.of(ids.split(",")).map(Long::valueOf).toList();
    }

    /** By one statement. */
    private static void delete(Stream<Long> ids) {
        String list = ids.map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
        Database.update("DELETE FROM customers WHERE id = ANY (?::bigint[])", list);
    }

    private static void replay(List<Long> ids) {
        String erasures = ids.stream()
                .map(id -> "{\"customer_id\":" + id + ",\"erased_at\":\"2999-12-31T00:00:00Z\"}")
                .collect(Collectors.joining(",", "{\"erasures\":[", "]}"));
        SohoApi.operator().post("/operator/v1/erasures/replay", erasures).is(200, "{\"erased\":" + ids.size() + "}");
    }

    private static void assertLandmarksAreExact(Partner partner) {
        assertEquals(
                0,
                Database.number(
                        "SELECT count(*) FROM customer_landmarks AS landmark WHERE organisation_id = ? AND position <>"
                                + " (SELECT count(*) FROM customers WHERE organisation_id = landmark.organisation_id"
                                + " AND id < landmark.customer_id)",
                        partner.id()));
    }

    @Test
    void an_erasure_keeps_the_landmarks_and_lowers_the_later_ones() {
        Partner partner = Partner.any();
        Fixtures.customers(partner.id(), 450);
        assertEquals(200, partner.api().get(CUSTOMERS).status());
        assertEquals("100,200,300,400", positions(partner));

        List<Long> erased = Stream.of(0, 100, 449)
                .map(place -> ids(partner, place, 1).get(0))
                .toList();
        erased.forEach(id ->
                assertEquals(200, partner.api().delete(CUSTOMERS + "/" + id).status()));

        assertEquals("99,198,298,398", positions(partner));
        PagingScenarios.assertEveryPageIsRight(partner);
        delete(ids(partner, 0, 446).stream());
        assertEquals("0,0,0,0", positions(partner));
        PagingScenarios.assertEveryPageIsRight(partner);
        register(partner, 220);
        PagingScenarios.assertEveryPageIsRight(partner);
        assertLandmarksAreExact(partner);
    }

    private static String positions(Partner partner) {
        return Database.text(
                "SELECT string_agg(position::text, ',' ORDER BY customer_id) FROM customer_landmarks WHERE organisation_id = ?",
                partner.id());
    }

    @RepeatedTest(3)
    void erasures_registrations_and_reads_do_not_block_each_other() throws Exception {
        Partner partner = Partner.any();
        Fixtures.customers(partner.id(), 600);
        List<Long> ids = ids(partner, 0, 600);
        long log = SqlLog.size();
        List<Callable<Answer>> requests = new ArrayList<>();
        // Each customer is erased by two, at places that are far from each other.
        IntStream.range(0, ERASERS)
                .forEach(i -> requests.add(
                        () -> eachOf(ids, i, ERASERS / 2, id -> partner.api().delete(CUSTOMERS + "/" + id))));
        IntStream.range(0, CREATORS)
                .forEach(i -> requests.add(() -> eachOf(ids, i, 2 * CREATORS, id -> partner.api()
                        .post(CUSTOMERS, Body.customer().text()))));
        IntStream.range(0, READERS)
                .forEach(i -> requests.add(() ->
                        eachOf(ids, i, 2 * READERS, id -> partner.api().get(CUSTOMERS + "?page=" + (1 + id % 30)))));

        Concurrently.send(requests);

        assertFalse(SqlLog.textFrom(log).contains("deadlock detected"));
        assertLandmarksAreExact(partner);
        PagingScenarios.assertEveryPageIsRight(partner);
        assertEquals(300, Database.number("SELECT count(*) FROM customers WHERE organisation_id = ?", partner.id()));
        assertEquals(600, Database.number("SELECT count(*) FROM erasures WHERE organisation_id = ?", partner.id()));
    }

    private interface Request {
        Answer send(long id);
    }

    /** Sends a request for every so many ids, and returns the last answer. */
    private static Answer eachOf(List<Long> ids, int first, int step, Request request) {
        Answer answer = null;
        for (int i = first % step; i < ids.size(); i += step) {
            answer = request.send(ids.get(i));
            assertTrue(Set.of(200, 404).contains(answer.status()), answer.toString());
        }
        return answer;
    }
}
