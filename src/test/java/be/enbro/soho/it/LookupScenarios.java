package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Section 8 of the extensions: an operator finds a customer of any organisation, and the ledger says so. */
abstract class LookupScenarios {
    private static final String SEARCH = "/operator/v1/customers/search";
    private static final String PAGE =
            "{\"current_page\":1,\"limit_value\":25,\"next_page\":null,\"prev_page\":null,\"total_pages\":%d,\"records\":[%s]}";
    private static final String NONE = PAGE.formatted(0, "");

    private final SohoApi operator = SohoApi.operator();
    private final Partner partner = Partner.any();
    private final String email = "jürgen-" + Unique.number() + "@example.com";
    private final Answer customer = partner.api()
            .post(
                    "/api/v1/customers",
                    Body.customer().with("customer.email", Body.quoted(email)).text());
    private final String number = Unique.ean();

    private String found() {
        long id = customer.number("id");
        return PAGE.formatted(
                1,
                customer.body().replaceFirst("\\{\"id\":" + id + ",", "$0\"organisation_id\":" + partner.id() + ","));
    }

    private List<String> viewed() {
        return List.of("customer.viewed organisation=%d customer=%d by=operator:environment"
                .formatted(partner.id(), customer.number("id")));
    }

    private static String byEmail(String email) {
        return "{\"customer\":{\"email\":\"" + email + "\"}}";
    }

    private static String byNumber(String number) {
        return "{\"ean\":{\"number\":\"" + number + "\"}}";
    }

    private void registerEan() {
        String eans = "/api/v1/customers/" + customer.number("id") + "/eans";
        assertEquals(201, partner.api().post(eans, Body.ean(number).text()).status());
    }

    @Test
    void a_customer_is_found_by_email_in_any_case() {
        Answer answer = operator.post(SEARCH, byEmail(" " + email.toUpperCase(Locale.ROOT)))
                .is(200, found());

        assertEquals("<?page=1>; rel=\"first\", <?page=1>; rel=\"last\"", answer.header("Link"));
        assertEquals(viewed(), Ledger.of(answer));
    }

    @Test
    void a_customer_is_found_by_the_number_of_an_ean() {
        registerEan();
        Answer answer = operator.post(SEARCH, byNumber(number)).is(200, found());

        assertEquals(viewed(), Ledger.of(answer));
    }

    @Test
    void each_look_up_is_recorded() {
        long last = Ledger.last();
        operator.post(SEARCH, byEmail(email));
        operator.post(SEARCH, byEmail(email));

        assertEquals(List.of(viewed().get(0), viewed().get(0)), Ledger.after(last));
    }

    @Test
    void the_email_counts_if_both_are_sent() {
        registerEan();
        Answer none = operator.post(
                        SEARCH,
                        "{\"ean\":{\"number\":\"%s\"},\"customer\":{\"email\":\"%s\"}}"
                                .formatted(number, Unique.email()))
                .is(200, NONE);
        Answer one = operator.post(
                        SEARCH, "{\"ean\":{\"number\":\"no number\"},\"customer\":{\"email\":\"%s\"}}".formatted(email))
                .is(200, found());

        assertEquals(List.of(), Ledger.of(none));
        assertEquals(viewed(), Ledger.of(one));
    }

    @Test
    void nobody_is_found_and_nothing_is_recorded() {
        long last = Ledger.last();
        Answer byEmail = operator.post(SEARCH, byEmail("x" + email)).is(200, NONE);
        operator.post(SEARCH, byNumber(Unique.ean())).is(200, NONE);

        assertEquals("", byEmail.header("Link"));
        assertEquals(List.of(), Ledger.after(last));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | customer | is missing",
                "[] | customer | is missing",
                "{\"eans\":[]} | customer | is missing",
                "{\"customer\":null,\"ean\":{\"number\":\"541448820000000008\"}} | customer | must be a hash",
                "{\"customer\":{}} | customer.email | is missing",
                "{\"customer\":{\"email\":null}} | customer.email | must be filled",
                "{\"customer\":{\"email\":5}} | customer.email | must be a string",
                "{\"customer\":{\"email\":\"a@b\"}} | customer.email | is in invalid format",
                "{\"ean\":5} | ean | must be a hash",
                "{\"ean\":{}} | ean.number | is missing",
                "{\"ean\":{\"number\":\"\"}} | ean.number | must be filled",
                "{\"ean\":{\"number\":541448820000000008}} | ean.number | must be a string",
                "{\"ean\":{\"number\":\"541448820000000009\"}} | ean.number | is in invalid format"
            })
    void an_invalid_request_is_rejected(String body, String path, String message) {
        Answer rejected = operator.post(SEARCH, body).is(422, errors(params(path, message)));

        assertEquals(List.of(), Ledger.of(rejected));
    }

    @Test
    void only_the_operator_may_look_up() {
        long last = Ledger.last();
        partner.api().post(SEARCH, byEmail(email)).is(401, Errors.NOT_AUTHENTICATED);
        SohoApi.bearer(partner.readToken()).post(SEARCH, byEmail(email)).is(401, Errors.NOT_AUTHENTICATED);
        SohoApi.anonymous().post(SEARCH, byEmail(email)).is(401, Errors.NOT_AUTHENTICATED);
        operator.post("/api/v1/customers/search", byEmail(email)).is(401, Errors.NOT_AUTHENTICATED);

        assertTrue(Ledger.after(last).stream().noneMatch(event -> event.startsWith("customer.viewed")));
    }

    @Test
    void an_email_is_accepted_in_no_url() {
        operator.get("/operator/v1/customers?email=" + Unique.email()).is(404, Errors.NOT_FOUND);
        operator.get(SEARCH + "?email=" + Unique.email()).is(405, Errors.request("method_not_allowed"));
    }

    @Test
    void no_log_says_for_whom_an_operator_looked() {
        registerEan();
        String statements = SqlLog.textOf(() -> {
            operator.post(SEARCH, byEmail(email));
            operator.post(SEARCH, byEmail("un" + email));
            operator.post(SEARCH, byNumber(number));
            Answer last = operator.post(SEARCH, byEmail(email + "@"));
            ServerLog.ofRequest(last.header("X-Request-Id"));
        });

        for (String log : List.of(statements, ServerLog.text())) {
            assertFalse(log.contains(email), "the email is in a log");
            assertFalse(log.contains(number), "the number is in a log");
        }
    }
}
