package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.ledger.ExpiredEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger and the change feeds: section 5 of the contract's extensions. */
abstract class ChangeScenarios {
    private static final String CHANGES = "/api/v1/changes";
    private static final String ALL = "/operator/v1/changes";
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String EXPIRED = Errors.request("cursor_expired");
    private static final String INVALID = errors(params("after", "is in invalid format"));
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"([A-Za-z0-9_-]{48})\"");
    private static final Pattern TIME =
            Pattern.compile("\"at\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"");
    private static final Pattern REQUEST = Pattern.compile("\"request_id\":\"([^\"]+)\"");
    private static final int WRITERS = 12;
    private static final int WRITES = 40;

    private Partner partner;
    private SohoApi api;

    @BeforeEach
    void a_partner() {
        partner = Partner.any();
        api = partner.api();
    }

    @Test
    void a_registration_is_an_event_with_the_id_of_its_request() {
        Answer customer =
                api.with("X-Request-Id", "one").post(CUSTOMERS, Body.customer().text());
        String eans = CUSTOMERS + "/" + customer.number("id") + "/eans";
        Answer ean = api.with("X-Request-Id", "two").post(eans, Body.ean().text());
        Answer bulk = api.with("X-Request-Id", "three").post(eans + "/bulk", Body.bulk(Body.ean(), Body.ean()));

        Answer page = settled(api, CHANGES);

        assertEquals(200, page.status());
        assertEquals(
                "{\"records\":["
                        + event("customer.registered", customer.number("id"), "", "one") + ","
                        + event(
                                "eans.registered",
                                customer.number("id"),
                                ",\"ean_ids\":" + List.of(ean.number("id")),
                                "two")
                        + ","
                        + event("eans.registered", customer.number("id"), ",\"ean_ids\":" + bulk.ids(), "three")
                        + "],\"next_after\":CURSOR}",
                plain(page.body()));
        assertEquals(last(page), page.string("next_after"));
    }

    @Test
    void the_operator_sees_who_did_it() {
        Answer customer =
                api.with("X-Request-Id", "one").post(CUSTOMERS, Body.customer().text());

        Answer page = settled(SohoApi.operator(), ALL + "?type=customer.registered&organisation_id=" + partner.id());

        assertEquals(
                "{\"records\":[{\"cursor\":CURSOR,\"type\":\"customer.registered\",\"at\":TIME,\"organisation_id\":"
                        + partner.id() + ",\"customer_id\":" + customer.number("id") + ",\"actor\":\"token:"
                        + tokenId() + "\",\"request_id\":\"one\"}],\"next_after\":CURSOR}",
                plain(page.body()));
    }

    @Test
    void sql_by_hand_is_an_event_without_a_request() {
        long customer = Fixtures.customer(partner.id(), Unique.email());
        Fixtures.ean(customer, Unique.ean());
        Database.update(
                "UPDATE customers SET language = 'fr', email = 'by-hand-' || email, city = 'Aalst' WHERE id = ?",
                customer);
        Database.update("UPDATE eans SET tariff_group = 'mono', reason = 'moved' WHERE customer_id = ?", customer);
        long ean = Database.number("SELECT id FROM eans WHERE customer_id = ?", customer);
        Database.update("DELETE FROM eans WHERE customer_id = ?", customer);
        Database.update("DELETE FROM customers WHERE id = ?", customer);

        String ids = ",\"ean_ids\":[" + ean + "]";
        assertEquals(
                "{\"records\":["
                        + String.join(
                                ",",
                                event("customer.registered", customer, "", null),
                                event("eans.registered", customer, ids, null),
                                event(
                                        "customer.corrected",
                                        customer,
                                        fields("email", "profile.city", "profile.language"),
                                        null),
                                event("ean.corrected", customer, ids + fields("reason", "tariff_group"), null),
                                event("ean.removed", customer, ids, null),
                                event("customer.erased", customer, "", null))
                        + "],\"next_after\":CURSOR}",
                plain(settled(api, CHANGES).body()));
    }

    @Test
    void an_update_that_changes_nothing_is_no_event() {
        long customer = partner.customer();
        Answer before = settled(api, CHANGES);

        Database.update("UPDATE customers SET city = city, email = email WHERE id = ?", customer);

        assertEquals(before.body(), settled(api, CHANGES).body());
    }

    @Test
    void a_token_in_use_is_no_event() {
        Database.update("UPDATE access_tokens SET last_used_at = now() WHERE organisation_id = ?", partner.id());

        String types = settled(SohoApi.operator(), ALL + "?organisation_id=" + partner.id())
                .body();

        assertFalse(types.contains("token.corrected"), types);
    }

    @Test
    void an_erasure_with_eans_is_one_event() {
        long customer = partner.customer();
        assertEquals(
                201,
                api.post(CUSTOMERS + "/" + customer + "/eans/bulk", Body.bulk(Body.ean(), Body.ean()))
                        .status());
        String before = last(settled(api, CHANGES));

        Database.update("DELETE FROM customers WHERE id = ?", customer);

        assertEquals(
                "{\"records\":[" + event("customer.erased", customer, "", null) + "],\"next_after\":CURSOR}",
                plain(settled(api, CHANGES + "?after=" + before).body()));
    }

    @Test
    void a_request_that_was_refused_leaves_no_event() {
        String email = Unique.email();
        long customer = api.post(
                        CUSTOMERS,
                        Body.customer()
                                .with("customer.email", Body.quoted(email))
                                .text())
                .number("id");
        String taken = Unique.ean();
        String eans = CUSTOMERS + "/" + customer + "/eans";
        assertEquals(201, api.post(eans, Body.ean(taken).text()).status());
        Answer before = settled(api, CHANGES);

        assertEquals(
                422,
                api.post(
                                CUSTOMERS,
                                Body.customer()
                                        .with("customer.email", Body.quoted(email))
                                        .text())
                        .status());
        assertEquals(422, api.post(eans, Body.ean(taken).text()).status());
        assertEquals(
                422,
                api.post(eans + "/bulk", Body.bulk(Body.ean(), Body.ean(taken))).status());
        assertEquals(
                404,
                api.post(
                                CUSTOMERS + "/" + Long.MAX_VALUE / 10 + "/eans",
                                Body.ean().text())
                        .status());

        assertEquals(before.body(), settled(api, CHANGES).body());
    }

    @Test
    void a_repeated_request_leaves_one_event() {
        SohoApi once = api.with("Idempotency-Key", "once");
        String customer = Body.customer().text();
        assertEquals(200, once.post(CUSTOMERS, customer).status());
        assertEquals(200, once.post(CUSTOMERS, customer).status());

        assertEquals(1, cursors(settled(api, CHANGES)).size());
    }

    @Test
    void concurrent_registrations_are_one_event_each() throws Exception {
        long customer = partner.customer();
        String eans = CUSTOMERS + "/" + customer + "/eans";
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(() -> api.post(eans, Body.ean().text()));
            requests.add(() -> api.post(CUSTOMERS, Body.customer().text()));
        }
        String before = last(settled(api, CHANGES));

        List<Answer> answers = Concurrently.send(requests);

        String page = settled(api, CHANGES + "?after=" + before).body();
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            String request = answer.header("X-Request-Id");
            String expected = i % 2 == 0
                    ? event("eans.registered", customer, ",\"ean_ids\":" + List.of(answer.number("id")), request)
                    : event("customer.registered", answer.number("id"), "", request);
            assertTrue(plain(page).contains(expected), expected + " in " + page);
        }
        assertEquals(answers.size(), REQUEST.matcher(page).results().count());
    }

    @Test
    void requests_with_the_same_id_are_one_event_each() throws Exception {
        String eans = CUSTOMERS + "/" + partner.customer() + "/eans";
        String before = last(settled(api, CHANGES));
        SohoApi same = api.with("X-Request-Id", "same");

        Concurrently.send(16, i -> () -> same.post(eans, Body.ean().text()));

        assertEquals(16, cursors(settled(api, CHANGES + "?after=" + before)).size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void other_organisations_see_nothing(boolean isLater) {
        Partner later = Partner.any();
        Partner other = isLater ? later : partner;
        (isLater ? partner : later).customer();

        Answer page = settled(other.api(), CHANGES);

        assertEquals("{\"records\":[],\"next_after\":\"" + page.string("next_after") + "\"}", page.body());
        assertEquals(
                "{\"records\":[],\"next_after\":\"" + page.string("next_after") + "\"}",
                settled(other.api(), CHANGES + "?after=" + page.string("next_after"))
                        .body());
    }

    @Test
    void the_operator_filters() {
        partner.customer();
        String page = settled(SohoApi.operator(), ALL + "?organisation_id=" + partner.id())
                .body();

        assertEquals(List.of("organisation.registered", "token.issued", "customer.registered"), types(page));
        assertEquals(
                List.of("token.issued"),
                types(SohoApi.operator()
                        .get(ALL + "?type=token.issued&organisation_id=" + partner.id())
                        .body()));
        for (String unknown : List.of(
                "type=x",
                "type=%00",
                "type=token.issued%00",
                "organisation_id=0",
                "organisation_id=x",
                "organisation_id=99999999999999999999")) {
            assertEquals(
                    List.of(),
                    types(settled(SohoApi.operator(), ALL + "?" + unknown).body()),
                    unknown);
        }
    }

    @Test
    void an_empty_page_moves_on_with_the_events_of_others() {
        String start = settled(api, CHANGES).string("next_after");
        Partner.any().customer();

        String next = settled(api, CHANGES + "?after=" + start).string("next_after");

        assertNotEquals(start, next);
        partner.customer();
        assertEquals(1, cursors(settled(api, CHANGES + "?after=" + next)).size());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "0, 3", "'', 3", "x, 3", "-1, 3", "2x, 2", "99999999999999999999, 3"})
    void an_odd_limit_is_read_like_per(String limit, int expected) {
        IntStream.range(0, 3).forEach(i -> partner.customer());

        assertEquals(
                expected, cursors(settled(api, CHANGES + "?limit=" + limit)).size());
    }

    @Test
    void a_page_has_100_events_and_at_most_1000() {
        Fixtures.customers(partner.id(), 1_001);

        assertEquals(100, cursors(settled(api, CHANGES)).size());
        assertEquals(1_000, cursors(settled(api, CHANGES + "?limit=1001")).size());
    }

    @Test
    void pages_continue_each_other() {
        IntStream.range(0, 5).forEach(i -> partner.customer());

        assertEquals(cursors(settled(api, CHANGES)), read(api, CHANGES + "?limit=2", 6));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "0",
                "%20",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAEAAAAAAAAAAQAAAAAAAAABf_________87AZ8M",
                "AAAAAAAAAAH__________wAAAAAAAAABAAAAAAAAAAFw6bDb",
                "AAAAAAAAAAEAAAAAAAAAAf__________AAAAAAAAAAHbTrNM",
                "AAAA=",
                "%00",
                "AAAAAAAAAAAAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAH-0Lo6"
            })
    void a_malformed_cursor_is_invalid(String cursor) {
        settled(api, CHANGES + "?after=" + cursor).is(422, INVALID);
        settled(SohoApi.operator(), ALL + "?after=" + cursor).is(422, INVALID);
    }

    @Test
    void an_empty_cursor_is_none() {
        partner.customer();

        assertEquals(
                settled(api, CHANGES).body(), settled(api, CHANGES + "?after=").body());
    }

    @Test
    void a_cursor_of_another_database_has_expired() {
        // of a database with an identifier that no cluster has, with the right checksum
        String foreign = "AAAAAAAAAAAAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAH-0Lo7";

        settled(api, CHANGES + "?after=" + foreign).is(410, EXPIRED);
        settled(SohoApi.operator(), ALL + "?after=" + foreign).is(410, EXPIRED);
    }

    @Test
    void a_cursor_before_events_that_were_deleted_has_expired() throws SQLException {
        partner.customer();
        String old = last(settled(api, CHANGES));
        partner.customer();
        partner.customer();
        String later = last(settled(api, CHANGES));
        Database.update("UPDATE events SET at = now() - interval '401 days' WHERE tx < (SELECT max(tx) FROM events)");
        partner.customer();

        try (Connection session = Database.session()) {
            assertTrue(ExpiredEvents.delete(session) > 1);
        }

        settled(api, CHANGES + "?after=" + old).is(410, EXPIRED);
        Answer kept = settled(api, CHANGES);
        assertEquals(2, cursors(kept).size());
        assertEquals(later, cursors(kept).get(0));
        assertEquals(1, cursors(settled(api, CHANGES + "?after=" + later)).size());
    }

    @Test
    void a_cursor_of_an_event_that_a_restore_has_lost_has_expired() {
        partner.customer();
        String lost = last(settled(api, CHANGES));
        partner.customer();

        Database.update(
                "UPDATE events SET at = at + interval '1 ms' WHERE (tx, id) IN (SELECT tx, id FROM events"
                        + " WHERE organisation_id = ? AND type = 'customer.registered' ORDER BY tx, id LIMIT 1)",
                partner.id());
        api.get(CHANGES + "?after=" + lost).is(410, EXPIRED);

        Database.update("DELETE FROM events WHERE organisation_id = ?", partner.id());
        api.get(CHANGES + "?after=" + lost).is(410, EXPIRED);
    }

    @Test
    void after_a_restore_from_a_dump_all_cursors_have_expired_and_all_events_are_kept() {
        IntStream.range(0, 3).forEach(i -> partner.customer());
        List<Long> customers = customers(settled(api, CHANGES));
        String cursor = last(settled(api, CHANGES));
        Database.update("UPDATE ledger SET database_id = '1.1'");
        Database.update(
                "UPDATE events SET tx = CAST('9000000000000000000' AS xid8) WHERE tx = (SELECT max(tx) FROM events)");

        assertEquals("t", Database.text("SELECT adopt_events()"));
        assertEquals("f", Database.text("SELECT adopt_events()"));

        partner.customer();
        Answer page = settled(api, CHANGES);
        assertEquals(customers, customers(page).subList(0, 3));
        assertEquals(4, cursors(page).size());
        assertNotEquals(cursor, cursors(page).get(2));
    }

    @Test
    void an_event_waits_for_transactions_that_began_before() throws SQLException {
        long early = partner.customer();
        String before = last(settled(api, CHANGES));
        Answer late;
        try (Connection session = Database.session();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.executeUpdate("UPDATE customers SET city = 'Aalst' WHERE id = " + early);
            late = api.post(CUSTOMERS, Body.customer().text());
            assertEquals(List.of(), cursors(api.get(CHANGES + "?after=" + before)));
            session.commit();
        }

        assertEquals(List.of(early, late.number("id")), customers(settled(api, CHANGES + "?after=" + before)));
    }

    /** A transaction must not get its id before the change for which it waits. */
    @Test
    void changes_of_a_customer_are_in_the_order_of_their_answers() throws Exception {
        long customer = partner.customer();
        long ean = Fixtures.ean(customer, Unique.ean());
        String before = last(settled(api, CHANGES));
        Future<Answer> corrected;
        Future<Answer> erased;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Connection session = Database.session();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("SELECT id FROM eans WHERE id = " + ean + " FOR UPDATE");
            corrected = threads.submit(() -> api.patch("/api/v1/eans/" + ean, "{\"ean\":{\"city\":\"Aalst\"}}"));
            await().until(() -> waiting() == 1);
            erased = threads.submit(() -> api.delete(CUSTOMERS + "/" + customer));
            await().until(() -> waiting() == 2);
            session.rollback();
            assertEquals(200, corrected.get().status());
            assertEquals(200, erased.get().status());
        } finally {
            threads.shutdownNow();
        }

        assertEquals(
                List.of("ean.corrected", "customer.erased"),
                types(settled(api, CHANGES + "?after=" + before).body()));
    }

    private static long waiting() {
        return Database.number("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
    }

    @Test
    void readers_see_every_event_once_and_in_one_order() throws Exception {
        AtomicBoolean isWriting = new AtomicBoolean(true);
        AtomicInteger written = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 2);
        try {
            List<Future<List<String>>> readers = IntStream.range(0, 2)
                    .mapToObj(i -> threads.submit(() -> follow(isWriting)))
                    .toList();
            List<Future<?>> writers = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> write(i, written)))
                    .toList();
            for (Future<?> writer : writers) {
                writer.get();
            }
            isWriting.set(false);

            List<String> one = readers.get(0).get();
            assertTrue(one.equals(readers.get(1).get()), "the readers differ");
            assertEquals(one.size(), new HashSet<>(one).size());
            assertEquals(written.get(), one.size());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Every third writer is slow: its transaction is open while others commit. */
    private void write(int writer, AtomicInteger written) {
        for (int i = 0; i < WRITES; i++) {
            if (writer % 3 != 0) {
                assertEquals(200, api.post(CUSTOMERS, Body.customer().text()).status());
            } else {
                writeSlowly();
            }
            written.incrementAndGet();
        }
    }

    private void writeSlowly() {
        try (Connection session = Database.session();
                Statement statement = session.createStatement()) {
            session.setAutoCommit(false);
            statement.execute("INSERT INTO events (type, organisation_id, customer_id) VALUES ('customer.registered', "
                    + partner.id() + ", 0)");
            statement.execute("SELECT pg_sleep(0.02)");
            session.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private List<String> follow(AtomicBoolean isWriting) {
        List<String> seen = new ArrayList<>();
        String after = "";
        boolean isLast = false;
        while (true) {
            boolean wasWriting = isWriting.get();
            Answer page = api.get(CHANGES + "?limit=7&after=" + after);
            after = page.string("next_after");
            List<String> records = cursors(page);
            seen.addAll(records);
            if (records.isEmpty() && isLast) {
                return seen;
            }
            isLast = !wasWriting;
        }
    }

    /** Reads a feed when no transaction is in progress, such as one of autovacuum, which would delay the events. */
    private static Answer settled(SohoApi api, String path) {
        await().until(() -> Database.number("SELECT count(*) FROM pg_snapshot_xip(pg_current_snapshot())") == 0);
        return api.get(path);
    }

    private static List<String> read(SohoApi api, String path, int pages) {
        List<String> cursors = new ArrayList<>();
        String after = "";
        for (int page = 0; page < pages; page++) {
            Answer answer = api.get(path + "&after=" + after);
            cursors.addAll(cursors(answer));
            after = answer.string("next_after");
        }
        return cursors;
    }

    private long tokenId() {
        return Database.number("SELECT id FROM access_tokens WHERE organisation_id = ?", partner.id());
    }

    private static String event(String type, long customer, String rest, String request) {
        return "{\"cursor\":CURSOR,\"type\":\"" + type + "\",\"at\":TIME,\"customer_id\":" + customer
                + rest.replace(" ", "") + (request == null ? "" : ",\"request_id\":\"" + request + "\"") + "}";
    }

    private static String fields(String... names) {
        return ",\"fields\":[\"" + String.join("\",\"", names) + "\"]";
    }

    /** The body without what differs in each run. */
    private static String plain(String body) {
        String withoutTimes = TIME.matcher(body).replaceAll("\"at\":TIME");
        return CURSOR.matcher(withoutTimes)
                .replaceAll("\"cursor\":CURSOR")
                .replaceAll("\"next_after\":\"[A-Za-z0-9_-]{48}\"", "\"next_after\":CURSOR");
    }

    private static List<String> cursors(Answer page) {
        assertEquals(200, page.status(), page.body());
        return found(CURSOR, page.body());
    }

    private static List<String> types(String body) {
        return found(Pattern.compile("\"type\":\"([^\"]+)\""), body);
    }

    private static List<Long> customers(Answer page) {
        return found(Pattern.compile("\"customer_id\":(\\d+)"), page.body()).stream()
                .map(Long::valueOf)
                .toList();
    }

    private static List<String> found(Pattern pattern, String body) {
        return pattern.matcher(body)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toList());
    }

    private static String last(Answer page) {
        List<String> cursors = cursors(page);
        return cursors.get(cursors.size() - 1);
    }
}
