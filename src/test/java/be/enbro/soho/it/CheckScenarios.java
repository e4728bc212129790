package be.enbro.soho.it;

import static be.enbro.soho.it.Body.quoted;
import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks without effect (contract extensions, section 4). {@link SohoApi#postChecked} compares each with its request;
 * {@link ValidationScenarios} does so for every rule of a field.
 */
abstract class CheckScenarios {
    private static final int MOST_EANS = 5_000;
    private static final String TAKEN = "has already been taken";
    private static final String ADDED = "has already been added to customer";
    private static final String LIMIT_REACHED =
            "{\"error\":\"limit_reached\",\"message\":\"limit reached\",\"path\":\"%s\",\"type\":\"custom\"}";

    private Partner partner;
    private SohoApi api;
    private String email;
    private long customer;
    private String eans;

    @BeforeEach
    void a_partner_with_a_customer() {
        partner = Partner.any();
        api = partner.api();
        email = Unique.email();
        customer = Fixtures.customer(partner.id(), email);
        eans = "/api/v1/customers/" + customer + "/eans";
    }

    @Test
    void what_passes_its_check_is_accepted() {
        assertEquals(
                200,
                api.postChecked("/api/v1/customers", Body.customer().text()).status());
        assertEquals(201, api.postChecked(eans, Body.ean().text()).status());
        assertEquals(
                201,
                api.postChecked(eans + "/bulk", Body.bulk(Body.ean(), Body.ean()))
                        .status());
    }

    @Test
    void a_taken_email_fails_the_check_of_every_partner() {
        String theirs = Unique.email();
        Fixtures.customer(Partner.any().id(), theirs);
        Body body = Body.customer().with("customer.email", quoted(theirs.toUpperCase(Locale.ROOT)));

        api.postChecked("/api/v1/customers", body.text()).is(422, errors(Errors.emailTaken()));
        api.postChecked(
                        "/api/v1/customers",
                        body.without("customer.profile.city").text())
                .is(422, errors(params("customer.profile.city", "is missing"), Errors.emailTaken()));
    }

    @Test
    void a_taken_number_fails_the_check() {
        String mine = Unique.ean();
        String ofAnother = Unique.ean();
        String theirs = Unique.ean();
        Fixtures.ean(customer, mine);
        Fixtures.ean(partner.customer(), ofAnother);
        Fixtures.ean(Partner.any().customer(), theirs);

        api.postChecked(eans, Body.ean(mine).text())
                .is(422, errors(params("ean.number", ADDED), params("ean.number", TAKEN)));
        for (String number : List.of(ofAnother, theirs)) {
            api.postChecked(eans, Body.ean(number).text()).is(422, errors(params("ean.number", TAKEN)));
        }
        api.postChecked(eans + "/bulk", Body.bulk(Body.ean(theirs), Body.ean(), Body.ean(mine)))
                .is(
                        422,
                        errors(
                                params("ean.number", TAKEN, 0),
                                params("ean.number", ADDED, 2),
                                params("ean.number", TAKEN, 2)));
    }

    @Test
    void a_repeated_number_and_an_unknown_supplier_fail_the_check_of_a_bulk() {
        Body twice = Body.ean();

        api.postChecked(
                        eans + "/bulk",
                        Body.bulk(
                                twice,
                                Body.ean().with("ean.supplier_id", "999999999"),
                                twice,
                                Body.ean().with("ean.gsc", "\"x\"")))
                .is(
                        422,
                        errors(
                                params("ean.supplier_id", "does not exist", 1),
                                params("ean.number", ADDED, 2),
                                params("ean.number", TAKEN, 2),
                                params("ean.gsc", "must be a decimal", 3)));
        api.postChecked(eans, Body.ean().with("ean.supplier_id", "999999999").text())
                .is(422, errors(params("ean.supplier_id", "does not exist")));
    }

    @Test
    void the_limit_of_5000_eans_fails_the_check() {
        Database.update(
                "INSERT INTO eans (customer_id, number, product, state, created_at, confirmed_at)"
                        + " SELECT ?, '54' || lpad((? * 10000 + i)::text, 16, '0'), 'gas', 'ready', now(), now()"
                        + " FROM generate_series(1, ?) AS i",
                customer,
                200_000_000L + customer,
                MOST_EANS - 2);

        api.postChecked(eans + "/bulk", Body.bulk(Body.ean(), Body.ean(), Body.ean()))
                .is(422, errors(LIMIT_REACHED.formatted("eans")));
        assertEquals(
                201,
                api.postChecked(eans + "/bulk", Body.bulk(Body.ean(), Body.ean()))
                        .status());
        api.postChecked(eans, Body.ean().text()).is(422, errors(LIMIT_REACHED.formatted("ean")));
        api.postChecked(eans, Body.ean().with("ean.product", "\"water\"").text())
                .is(
                        422,
                        errors(
                                params("ean.product", "must be one of: gas, electricity"),
                                LIMIT_REACHED.formatted("ean")));
        api.postChecked(eans, "{}").is(422, errors(params("ean", "is missing"), LIMIT_REACHED.formatted("ean")));
        api.postChecked(eans + "/bulk", "{}").is(422, errors(params("eans", "is missing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "0", "-1", "x", "9223372036854775808", "theirs"})
    void a_customer_that_the_organisation_does_not_have_is_404_first(String id) {
        String path =
                "/api/v1/customers/" + id.replace("theirs", "" + Partner.any().customer()) + "/eans";
        for (String kind : List.of(path, path + "/bulk")) {
            for (String body : List.of(Body.ean().text(), Body.bulk(Body.ean()), "{}", "{", "", "{\"ean\":{}}")) {
                api.postChecked(kind, body).is(404, Errors.NOT_FOUND);
            }
            api.with("Content-Type", "text/plain").postChecked(kind, "x").is(404, Errors.NOT_FOUND);
        }
    }

    @Test
    void the_other_statuses_and_their_order_are_the_same() {
        for (String path : List.of("/api/v1/customers", eans, eans + "/bulk")) {
            api.postChecked(path, "").is(400, Errors.INVALID_JSON);
            api.postChecked(path, "{").is(400, Errors.INVALID_JSON);
            api.with("Content-Type", "text/plain")
                    .postChecked(path, "{")
                    .is(415, Errors.request("unsupported_media_type"));
            api.with("Accept", "text/html").postChecked(path, "{").is(406, Errors.request("not_acceptable"));
            SohoApi.anonymous().postChecked(path, "{").is(401, Errors.NOT_AUTHENTICATED);
            assertTrue(List.of(404, 405).contains(api.get(path + "/check").status()));
        }
    }

    @Test
    void a_body_of_more_than_2_mib_is_rejected_unless_the_customer_is_unknown() {
        String theirs = "/api/v1/customers/" + Partner.any().customer() + "/eans";
        assertLargeBodyIs(413, "/api/v1/customers");
        assertLargeBodyIs(413, eans);
        assertLargeBodyIs(413, eans + "/bulk");
        assertLargeBodyIs(404, theirs);
        assertLargeBodyIs(404, theirs + "/bulk");
    }

    private void assertLargeBodyIs(int status, String path) {
        for (String kind : List.of(path, path + "/check")) {
            try (Connection connection =
                    Connection.begin(kind, partner.token(), "Connection: close\r\nContent-Length: 2097153")) {
                String answer = connection.start();
                assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), kind + " " + answer);
            }
        }
    }

    @Test
    void a_check_changes_neither_a_row_nor_a_sequence() {
        String before = state();
        send();

        assertEquals(before, state());
        assertTrue(before.contains(" customers_id_seq="), before);
    }

    @Test
    void a_check_only_reads() {
        List<String> statements = SqlLog.during(this::send);

        assertTrue(statements.size() >= 6, statements::toString);
        for (String statement : statements) {
            String sql = statement.toLowerCase(Locale.ROOT);
            assertTrue(sql.startsWith("select "), statement);
            assertTrue(
                    Stream.of("lock", "free_eans", "nextval", "for update", "for share")
                            .noneMatch(sql::contains),
                    statement);
        }
    }

    /** Sends checks of each kind, of which some are accepted and some are not. */
    private void send() {
        Body known = Body.customer().with("customer.email", quoted(email));
        api.post("/api/v1/customers/check", Body.customer().text()).is(200, "{}");
        assertEquals(422, api.post("/api/v1/customers/check", known.text()).status());
        api.post(eans + "/check", Body.ean().text()).is(200, "{}");
        assertEquals(
                422,
                api.post(
                                eans + "/check",
                                Body.ean().with("ean.supplier_id", "0").text())
                        .status());
        api.post(eans + "/bulk/check", Body.bulk(Body.ean(), Body.ean())).is(200, "{}");
        Body twice = Body.ean();
        assertEquals(
                422, api.post(eans + "/bulk/check", Body.bulk(twice, twice)).status());
    }

    /** The number of rows of each table and the last value of each sequence. */
    private static String state() {
        String rows = Database.text("SELECT string_agg(relname || '=' || (xpath('/row/rows/text()', query_to_xml("
                + "format('SELECT count(*) AS rows FROM %I', relname), false, true, '')))[1], ' ' ORDER BY relname)"
                + " FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        String values = Database.text("SELECT string_agg(sequencename || '=' || coalesce(last_value::text, '-'), ' '"
                + " ORDER BY sequencename) FROM pg_sequences WHERE schemaname = 'public'");
        return rows + " " + values;
    }
}
