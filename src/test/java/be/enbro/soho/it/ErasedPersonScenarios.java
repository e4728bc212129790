package be.enbro.soho.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * After an erasure neither the database nor a log has a value of the person, whatever failed before. PostgreSQL's log has more
 * lines than by default, since it has all statements, but no parameters, which it does not have by default either.
 */
abstract class ErasedPersonScenarios {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String UNAVAILABLE = Errors.request("service_unavailable");

    private static final Map<String, String> CUSTOMER = Map.of(
            "customer.registered_from_ip", "203.0.113.199",
            "customer.profile.first_name", "Zebulonia",
            "customer.profile.last_name", "Quixworth",
            "customer.profile.phone", "+32471239876",
            "customer.profile.birth_date", "1917-11-23",
            "customer.profile.street", "Jinxlaan",
            "customer.profile.building", "77q13",
            "customer.profile.building_addon", "bus-zq9",
            "customer.profile.postal_code", "ZQ-4417");

    private static final Map<String, String> EAN = Map.of(
            "ean.street", "Glyphweg",
            "ean.building", "88q14",
            "ean.building_addon", "bus-zq8",
            "ean.postal_code", "ZQ-4418",
            "ean.fixed_fee", "81712981.29",
            "ean.gsc", "0.7182918291",
            "ean.wkk", "0.6182918291",
            "ean.contract_end_date", "2087-03-17",
            "ean.inverter_max_power", "1918171819");

    private static final String CONSUMPTION = "{\"name\":\"zqmono\",\"volume\":\"31817.7712\",\"price\":\"0.9181718\"}";

    private Partner partner;
    private SohoApi api;
    private String email;
    private String corrected;
    private String number;

    @BeforeEach
    void setUp() {
        partner = Partner.any();
        api = partner.api();
        email = "zoltanine-" + Unique.number() + "@erased.example";
        corrected = "yvettine-" + Unique.number() + "@erased.example";
        number = Unique.ean();
    }

    @AfterEach
    void the_schema_is_as_before() {
        Database.update("DROP TRIGGER IF EXISTS stuck ON eans");
        Database.update("DROP TRIGGER IF EXISTS stuck ON customers");
    }

    @Test
    void neither_the_database_nor_a_log_has_a_value_of_an_erased_person() throws Exception {
        long log = SqlLog.size();
        SohoApi withKey = api.with("Idempotency-Key", email);
        long id = withKey.post(CUSTOMERS, person().text()).number("id");
        String customer = CUSTOMERS + "/" + id;
        assertEquals(
                201,
                api.with("Idempotency-Key", email + "/eans")
                        .post(customer + "/eans", ean(number).text())
                        .status());
        String bulk = Body.bulk(ean(Unique.ean()), ean(Unique.ean()));
        assertEquals(
                201,
                api.with("Idempotency-Key", corrected)
                        .post(customer + "/eans/bulk", bulk)
                        .status());
        assertEquals(200, withKey.post(CUSTOMERS, person().text()).status());
        correct(id);
        fail(customer);
        assertMarked(dump());

        assertEquals(3, api.delete(customer).number("eans"));

        withKey.post(CUSTOMERS, person().text()).is(404, Errors.NOT_FOUND);
        String requestId = "erased-" + Unique.number();
        api.with("X-Request-Id", requestId).get(customer).is(404, Errors.NOT_FOUND);
        ServerLog.ofRequest(requestId);
        assertUnmarked(dump());
        assertUnmarked(ServerLog.text());
        assertUnmarked(SqlLog.textFrom(log));
    }

    private Body person() {
        return with(
                CUSTOMER,
                Body.customer()
                        .with("customer.email", Body.quoted(email))
                        .with("customer.profile.city", "\"Wexborough\""));
    }

    private static Body ean(String number) {
        return with(
                EAN,
                Body.ean(number).with("ean.city", "\"Vexborough\"").with("ean.consumptions", "[" + CONSUMPTION + "]"));
    }

    private static Body with(Map<String, String> marks, Body body) {
        Body marked = body;
        for (Map.Entry<String, String> mark : marks.entrySet()) {
            marked = marked.with(mark.getKey(), Body.quoted(mark.getValue()));
        }
        return marked;
    }

    /** By SQL, as an operator may, and as the API does. */
    private void correct(long id) {
        Database.update("UPDATE customers SET city = ? WHERE id = ?", "Uxborough", id);
        Database.update("UPDATE eans SET city = ? WHERE customer_id = ?", "Txborough", id);
        String correction = "SELECT correct('customers', ?, ?::jsonb)";
        String other = Database.text("SELECT email FROM customers WHERE id = ?", partner.customer());
        assertEquals("f", Database.text(correction, id, "{\"email\":\"" + other + "\",\"city\":\"Sxborough\"}"));
        assertEquals("t", Database.text(correction, id, "{\"email\":\"" + corrected + "\"}"));
        assertEquals("f", Database.text(correction, partner.customer(), "{\"email\":\"" + corrected + "\"}"));
        assertEquals(
                "f",
                Database.text(
                        "SELECT correct('eans', min(id), ?::jsonb) FROM eans WHERE customer_id = ? AND number <> ?",
                        "{\"number\":\"" + number + "\"}",
                        id,
                        number));
        assertEquals(
                "f",
                Database.text("SELECT correct('eans', id, '{\"supplier_id\":0}') FROM eans WHERE number = ?", number));
    }

    /** What is taken, what is locked, and what takes too long. */
    private void fail(String customer) throws SQLException {
        String taken = person().with("customer.email", Body.quoted(corrected)).text();
        api.post(CUSTOMERS, taken).is(422, Errors.errors(Errors.emailTaken()));
        assertEquals(422, api.post(customer + "/eans", ean(number).text()).status());
        assertEquals(
                422,
                api.post(customer + "/eans/bulk", Body.bulk(ean(number), ean(number)))
                        .status());
        try (Connection session = Database.session()) {
            session.setAutoCommit(false);
            change(session, "UPDATE customers SET email = ? WHERE email = ?", email, corrected);
            change(session, "UPDATE eans SET city = ? WHERE number = ?", "Rxborough", number);
            api.post(CUSTOMERS, person().text()).is(503, UNAVAILABLE);
            api.delete(customer).is(503, UNAVAILABLE);
            session.rollback();
        }
        Database.update("CREATE OR REPLACE FUNCTION be_stuck() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " PERFORM pg_sleep(10); RETURN COALESCE(NEW, OLD); END $$");
        Database.update(
                "CREATE TRIGGER stuck BEFORE INSERT OR DELETE ON eans FOR EACH ROW EXECUTE FUNCTION be_stuck()");
        api.post(customer + "/eans", ean(Unique.ean()).text()).is(503, UNAVAILABLE);
        api.post(customer + "/eans/bulk", Body.bulk(ean(Unique.ean()))).is(503, UNAVAILABLE);
        api.delete(customer).is(503, UNAVAILABLE);
        Database.update("CREATE TRIGGER stuck BEFORE INSERT ON customers FOR EACH ROW EXECUTE FUNCTION be_stuck()");
        api.post(CUSTOMERS, person().text()).is(503, UNAVAILABLE);
        the_schema_is_as_before();
    }

    private static void change(Connection session, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            assertEquals(1, statement.executeUpdate());
        }
    }

    /** Returns all rows of all tables as text. */
    private static String dump() {
        String tables = Database.text("SELECT string_agg(oid::regclass::text, ',') FROM pg_class"
                + " WHERE relkind IN ('r', 'p', 'm') AND relnamespace = 'public'::regnamespace");
        return Stream.of(tables.split(","))
                .map(table ->
                        Database.text("SELECT COALESCE(string_agg(row::text, E'\\n'), '') FROM " + table + " AS row"))
                .collect(Collectors.joining("\n"));
    }

    private List<String> marks() {
        return Stream.of(
                        CUSTOMER.values().stream(),
                        EAN.values().stream(),
                        Stream.of(corrected, number, "Uxborough", "Txborough", "zqmono", "31817.7712", "0.9181718"))
                .flatMap(mark -> mark)
                .sorted()
                .toList();
    }

    private void assertMarked(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        assertEquals(
                List.of(),
                marks().stream()
                        .filter(mark -> !lower.contains(mark.toLowerCase(Locale.ROOT)))
                        .toList());
    }

    /** Asserts that the text has neither a mark nor a value that was corrected or refused. */
    private void assertUnmarked(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        assertEquals(
                List.of(),
                Stream.concat(
                                marks().stream(),
                                Stream.of("zoltanine", "yvettine", "borough", "zq-44", "jinx", "471239876"))
                        .filter(mark -> lower.contains(mark.toLowerCase(Locale.ROOT)))
                        .toList());
    }
}
