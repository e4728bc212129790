package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 8 of the rules: organisations, their tokens, and suppliers. */
abstract class OperatorScenarios {
    private final SohoApi operator = SohoApi.operator();

    // organisations

    @Test
    void an_organisation_is_created_and_returned() {
        String domain = "new-" + Unique.number() + ".example";
        Answer made =
                operator.post("/operator/v1/organisations", organisation("\"Pouros Group\"", Body.quoted(domain)));

        made.is(
                201,
                "{\"id\":%d,\"name\":\"Pouros Group\",\"domain\":\"%s\",\"created_at\":\"%s\"}"
                        .formatted(made.number("id"), domain, time(made, "created_at")));
        operator.get("/operator/v1/organisations/" + made.number("id")).is(200, made.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a-b.c", "1.2", "quitzonrau-kiehn-7", "a--b.be"})
    void a_domain_is_accepted(String domain) {
        Database.update("DELETE FROM organisations WHERE domain = ?", domain);

        assertEquals(
                201,
                operator.post("/operator/v1/organisations", organisation("\"x\"", Body.quoted(domain)))
                        .status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"A.be", "a b", "-a.be", "a-.be", "a.be-", "é.be", "a_b.be", " a.be", "a/b"})
    void an_invalid_domain_is_rejected(String domain) {
        operator.post("/operator/v1/organisations", organisation("\"x\"", Body.quoted(domain)))
                .is(422, errors(params("organisation.domain", "is in invalid format")));
    }

    @Test
    void a_domain_that_is_taken_is_rejected() {
        String domain = "taken-" + Unique.number() + ".example";
        Fixtures.organisation("x", domain);

        operator.post("/operator/v1/organisations", organisation("\"x\"", Body.quoted(domain)))
                .is(422, errors(params("organisation.domain", "has already been taken")));
        operator.post("/operator/v1/organisations", organisation("5", Body.quoted(domain)))
                .is(
                        422,
                        errors(
                                params("organisation.name", "must be a string"),
                                params("organisation.domain", "has already been taken")));
    }

    @Test
    void all_errors_of_an_organisation_are_reported() {
        operator.post("/operator/v1/organisations", "{\"organisation\":{}}")
                .is(
                        422,
                        errors(params("organisation.name", "is missing"), params("organisation.domain", "is missing")));
        operator.post("/operator/v1/organisations", organisation("\"\"", "null"))
                .is(
                        422,
                        errors(
                                params("organisation.name", "must be filled"),
                                params("organisation.domain", "must be filled")));
        operator.post("/operator/v1/organisations", organisation(Body.quoted("x".repeat(256)), "5"))
                .is(
                        422,
                        errors(
                                params("organisation.name", "size cannot be greater than 255"),
                                params("organisation.domain", "must be a string")));
    }

    private static String organisation(String name, String domain) {
        return "{\"organisation\":{\"name\":%s,\"domain\":%s}}".formatted(name, domain);
    }

    // tokens

    @Test
    void a_token_is_shown_once_and_grants_access_to_the_partner_api() {
        Partner partner = Partner.any();
        String path = "/operator/v1/organisations/" + partner.id() + "/tokens";
        Answer made = operator.post(path, "{\"token\":{\"label\":\"web shop\"}}");
        String token = made.string("token");

        assertTrue(token.matches("[0-9a-f]{32}"), token);
        made.is(
                201,
                "{\"id\":%d,\"organisation_id\":%d,\"label\":\"web shop\",\"scope\":\"full\",\"token\":\"%s\",\"created_at\":\"%s\"}"
                        .formatted(made.number("id"), partner.id(), token, time(made, "created_at")));
        assertEquals(200, SohoApi.bearer(token).get("/api/v1/me").status());
        Answer list = operator.get(path);
        assertTrue(
                list.body()
                        .contains(
                                "{\"id\":%d,\"organisation_id\":%d,\"label\":\"web shop\",\"scope\":\"full\",\"created_at\":\"%s\""
                                        .formatted(made.number("id"), partner.id(), made.string("created_at"))),
                list.body());
        assertFalse(list.body().contains(token), list.body());
    }

    @Test
    void the_expiry_of_a_token_is_returned_in_utc() {
        Partner partner = Partner.any();
        String path = "/operator/v1/organisations/" + partner.id() + "/tokens";
        Answer made =
                operator.post(path, "{\"token\":{\"label\":\"x\",\"expires_at\":\"2999-12-31T23:59:59.9999+02:00\"}}");

        assertEquals(201, made.status(), made.body());
        assertEquals("2999-12-31T21:59:59.999Z", made.string("expires_at"));
        assertTrue(operator.get(path).body().contains("\"expires_at\":\"2999-12-31T21:59:59.999Z\""));
    }

    @Test
    void a_revoked_token_remains_in_the_list() {
        Partner partner = Partner.any();
        String path = "/operator/v1/organisations/" + partner.id() + "/tokens";
        long id = operator.post(path, "{\"token\":{\"label\":\"x\"}}").number("id");

        assertEquals(204, operator.delete(path + "/" + id).status());
        assertEquals("", operator.delete(path + "/" + id).body());
        String list = operator.get(path).body();
        assertTrue(list.substring(list.indexOf("\"id\":" + id + ",")).contains("\"revoked_at\":\""), list);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | token | is missing",
                "{\"token\":5} | token | must be a hash",
                "{\"token\":{}} | token.label | is missing",
                "{\"token\":{\"label\":null}} | token.label | must be filled",
                "{\"token\":{\"label\":5}} | token.label | must be a string",
                "{\"token\":{\"label\":\"x\",\"expires_at\":5}} | token.expires_at | must be a time",
                "{\"token\":{\"label\":\"x\",\"expires_at\":\"tomorrow\"}} | token.expires_at | must be a time",
                "{\"token\":{\"label\":\"x\",\"expires_at\":\"2999-01-01\"}} | token.expires_at | must be a time",
                "{\"token\":{\"label\":\"x\",\"expires_at\":\"2999-02-30T00:00:00Z\"}} | token.expires_at | must be a time",
                "{\"token\":{\"label\":\"x\",\"expires_at\":\"2020-04-06T08:43:33Z\"}} | token.expires_at | must be in the future",
                "{\"token\":{\"label\":\"x\",\"scope\":\"write\"}} | token.scope | must be one of: full, read"
            })
    void an_invalid_token_request_is_rejected(String body, String path, String message) {
        operator.post("/operator/v1/organisations/" + Partner.any().id() + "/tokens", body)
                .is(422, errors(params(path, message)));
    }

    // suppliers

    @Test
    void a_supplier_is_created_and_eans_can_refer_to_it() {
        Answer made = operator.post("/operator/v1/suppliers", "{\"supplier\":{\"name\":\"Beer LLC 1\"}}");
        made.is(
                201,
                "{\"id\":%d,\"name\":\"Beer LLC 1\",\"created_at\":\"%s\"}"
                        .formatted(made.number("id"), time(made, "created_at")));

        Partner partner = Partner.any();
        Answer ean = partner.api()
                .post(
                        "/api/v1/customers/" + partner.customer() + "/eans",
                        Body.ean()
                                .with("ean.supplier_id", Body.quoted(Long.toString(made.number("id"))))
                                .text());
        assertEquals(201, ean.status(), ean.body());
        assertTrue(
                ean.body().endsWith("\"supplier\":{\"id\":%d,\"name\":\"Beer LLC 1\"}}".formatted(made.number("id"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | supplier | is missing",
                "{\"supplier\":\"\"} | supplier | must be a hash",
                "{\"supplier\":{}} | supplier.name | is missing",
                "{\"supplier\":{\"name\":\"\"}} | supplier.name | must be filled",
                "{\"supplier\":{\"name\":[]}} | supplier.name | must be a string",
                "{\"supplier\":{\"name\":\"\\u0000\"}} | supplier.name | is in invalid format"
            })
    void an_invalid_supplier_is_rejected(String body, String path, String message) {
        operator.post("/operator/v1/suppliers", body).is(422, errors(params(path, message)));
    }

    // format and errors

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/operator/v1",
                "/operator/v1/nothing",
                "/operator/v1/organisations/abc",
                "/operator/v1/organisations/999999999",
                "/operator/v1/organisations/99999999999999999999",
                "/operator/v1/organisations/999999999/tokens"
            })
    void an_unknown_id_is_not_found(String path) {
        operator.get(path).is(404, Errors.NOT_FOUND);
    }

    @Test
    void tokens_of_a_missing_organisation_are_404_before_the_body_is_read() {
        operator.post("/operator/v1/organisations/999999999/tokens", "{").is(404, Errors.NOT_FOUND);
        operator.delete("/operator/v1/organisations/999999999/tokens/1").is(404, Errors.NOT_FOUND);
        operator.delete("/operator/v1/organisations/" + Partner.any().id() + "/tokens/999999999")
                .is(404, Errors.NOT_FOUND);
        long theirs = Fixtures.token(Partner.any().id(), Tokens.random());
        operator.delete("/operator/v1/organisations/" + Partner.any().id() + "/tokens/" + theirs)
                .is(404, Errors.NOT_FOUND);
    }

    @Test
    void the_errors_are_those_of_the_partner_api() {
        operator.post("/operator/v1/suppliers", "{").is(400, Errors.INVALID_JSON);
        operator.with("Content-Type", "text/plain")
                .post("/operator/v1/suppliers", "x")
                .is(415, Errors.request("unsupported_media_type"));
        operator.delete("/operator/v1/suppliers").is(405, Errors.request("method_not_allowed"));
        operator.with("Accept", "text/html").get("/operator/v1/suppliers").is(406, Errors.request("not_acceptable"));
    }

    private static String time(Answer answer, String key) {
        String time = answer.string(key);
        assertTrue(time.matches(Example.TIME), time);
        return time;
    }
}
