package be.enbro.soho.it;

import static be.enbro.soho.it.Errors.errors;
import static be.enbro.soho.it.Errors.params;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 8 of the extensions: organisations are corrected and disabled, suppliers and tokens are corrected. */
abstract class OperatorCorrectionScenarios {
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String BY_OPERATOR = " by=operator:environment";
    private static final String PRECONDITION_FAILED = Errors.request("precondition_failed");
    private static final String TAKEN = errors(params("organisation.domain", "has already been taken"));

    private final SohoApi operator = SohoApi.operator();

    private static String path(Partner partner) {
        return "/operator/v1/organisations/" + partner.id();
    }

    private static String organisation(String fields) {
        return "{\"organisation\":{" + fields + "}}";
    }

    private static String domain(Partner partner) {
        return Database.text("SELECT domain FROM organisations WHERE id = ?", partner.id());
    }

    private static List<String> events(String... beginnings) {
        return Stream.of(beginnings).map(event -> event + BY_OPERATOR).toList();
    }

    private static void assertNoErrorIn(String log) {
        assertFalse(log.contains(":ERROR:"), log);
    }

    @Nested
    class Organisations {
        private final Partner partner = Partner.named("Old Name");
        private final String domain = domain(partner);
        private final Answer before = operator.get(path(partner));

        private String json(String name, String domainName, String rest) {
            return "{\"id\":%d,\"name\":\"%s\",\"domain\":\"%s\",\"created_at\":\"%s\"%s}"
                    .formatted(partner.id(), name, domainName, before.string("created_at"), rest);
        }

        @Test
        void what_the_patch_does_not_name_stays() {
            String other = "corrected-" + Unique.number() + ".example";
            Answer renamed = operator.patch(path(partner), organisation("\"name\":\"New Name\""))
                    .is(200, json("New Name", domain, ""));
            Answer moved = operator.with("Content-Type", MERGE_PATCH)
                    .patch(path(partner), organisation("\"domain\":\"" + other + "\",\"id\":5,\"created_at\":null"))
                    .is(200, json("New Name", other, ""));

            operator.get(path(partner)).is(200, moved.body());
            assertEquals(
                    events("organisation.corrected organisation=%d fields=name".formatted(partner.id())),
                    Ledger.of(renamed));
            assertEquals(
                    events("organisation.corrected organisation=%d fields=domain".formatted(partner.id())),
                    Ledger.of(moved));
        }

        @Test
        void the_partner_sees_the_new_name_and_domain_at_once() {
            partner.api().get("/api/v1/me").is(200, before.body());
            Answer corrected = operator.patch(
                    path(partner),
                    organisation("\"name\":\"New Name\",\"domain\":\"me-" + Unique.number() + ".example\""));

            partner.api().get("/api/v1/me").is(200, corrected.body());
            assertEquals(
                    events("organisation.corrected organisation=%d fields=domain,name".formatted(partner.id())),
                    Ledger.of(corrected));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "\"unknown\":1",
                    "\"name\":\"Old Name\"",
                    "\"disabled\":false",
                    "\"disabled\":null",
                    "\"disabled\":\"\"",
                    "\"name\":\"Old Name\",\"disabled\":\"no\""
                })
        void a_patch_that_changes_nothing_writes_no_event(String fields) {
            Answer same = operator.patch(path(partner), organisation(fields)).is(200, before.body());

            assertEquals(before.header("ETag"), same.header("ETag"));
            assertEquals(List.of(), Ledger.of(same));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{} | organisation | is missing",
                    "[] | organisation | is missing",
                    "{\"organisation\":null} | organisation | must be a hash",
                    "{\"organisation\":{\"name\":null}} | organisation.name | must be filled",
                    "{\"organisation\":{\"name\":\"\"}} | organisation.name | must be filled",
                    "{\"organisation\":{\"name\":5}} | organisation.name | must be a string",
                    "{\"organisation\":{\"domain\":\"\"}} | organisation.domain | must be filled",
                    "{\"organisation\":{\"domain\":\"A.be\"}} | organisation.domain | is in invalid format",
                    "{\"organisation\":{\"disabled\":2}} | organisation.disabled | must be boolean",
                    "{\"organisation\":{\"disabled\":{}}} | organisation.disabled | must be boolean"
                })
        void an_invalid_patch_is_rejected_and_changes_nothing(String body, String path, String message) {
            Answer rejected = operator.patch(path(partner), body).is(422, errors(params(path, message)));

            operator.get(path(partner)).is(200, before.body());
            assertEquals(List.of(), Ledger.of(rejected));
        }

        @Test
        void all_errors_are_reported_at_once() {
            String taken = domain(Partner.any());

            operator.patch(path(partner), organisation("\"name\":\"\",\"domain\":\"" + taken + "\",\"disabled\":5"))
                    .is(
                            422,
                            errors(
                                    params("organisation.name", "must be filled"),
                                    params("organisation.disabled", "must be boolean"),
                                    params("organisation.domain", "has already been taken")));
            operator.get(path(partner)).is(200, before.body());
        }

        @Test
        void a_domain_that_another_organisation_has_is_rejected_and_its_own_is_not() {
            String taken = domain(Partner.any());

            assertNoErrorIn(SqlLog.textOf(
                    () -> operator.patch(path(partner), organisation("\"name\":\"x\",\"domain\":\"" + taken + "\""))
                            .is(422, TAKEN)));
            operator.patch(path(partner), organisation("\"domain\":\"" + domain + "\""))
                    .is(200, before.body());
        }

        @RepeatedTest(3)
        void of_many_organisations_one_gets_the_domain() {
            String wanted = "wanted-" + Unique.number() + ".example";
            List<Partner> partners = Stream.generate(Partner::any).limit(20).toList();
            List<Answer> answers = new ArrayList<>();
            assertNoErrorIn(SqlLog.textOf(() -> answers.addAll(concurrently(partners.stream()
                    .map(any -> operatorPatch(path(any), organisation("\"domain\":\"" + wanted + "\"")))
                    .toList()))));

            answers.stream().filter(answer -> answer.status() != 200).forEach(answer -> answer.is(422, TAKEN));
            assertEquals(
                    1, answers.stream().filter(answer -> answer.status() == 200).count());
            assertEquals(1, Database.number("SELECT count(*) FROM organisations WHERE domain = ?", wanted));
        }

        // disabled

        @Test
        void the_tokens_of_a_disabled_organisation_are_401_at_once_and_work_again_at_once() {
            Partner other = Partner.any();
            String reader = partner.readToken();
            assertEquals(200, partner.api().get("/api/v1/me").status());
            Answer disabled = operator.patch(path(partner), organisation("\"disabled\":true"));

            disabled.is(200, json("Old Name", domain, ",\"disabled_at\":\"" + disabled.string("disabled_at") + "\""));
            assertTrue(disabled.string("disabled_at").matches(Example.TIME), disabled.body());
            for (String token : List.of(partner.token(), reader)) {
                SohoApi.bearer(token).get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
                SohoApi.bearer(token).get("/api/v1/nothing").is(401, Errors.NOT_AUTHENTICATED);
            }
            assertEquals(200, other.api().get("/api/v1/me").status());
            operator.get(path(partner)).is(200, disabled.body());
            assertTrue(lastPage().contains(disabled.body()), disabled::body);

            Answer enabled = operator.patch(path(partner), organisation("\"disabled\":false"))
                    .is(200, before.body());
            partner.api().get("/api/v1/me").is(200, before.body());
            assertEquals(200, SohoApi.bearer(reader).get("/api/v1/me").status());
            assertEquals(events("organisation.disabled organisation=" + partner.id()), Ledger.of(disabled));
            assertEquals(events("organisation.enabled organisation=" + partner.id()), Ledger.of(enabled));
        }

        private String lastPage() {
            long last = operator.get("/operator/v1/organisations").number("total_pages");
            return operator.get("/operator/v1/organisations?page=" + last).body();
        }

        @Test
        void a_token_that_was_never_used_is_401_and_its_use_is_not_recorded() {
            operator.patch(path(partner), organisation("\"disabled\":true"));

            partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
            assertEquals(
                    1,
                    Database.number(
                            "SELECT count(*) FROM access_tokens WHERE organisation_id = ? AND last_used_at IS NULL",
                            partner.id()));
        }

        @Test
        void disabling_again_keeps_the_time() throws InterruptedException {
            Answer first = operator.patch(path(partner), organisation("\"disabled\":true"));
            Thread.sleep(2);

            Answer again = operator.patch(path(partner), organisation("\"disabled\":1"))
                    .is(200, first.body());
            Answer renamed = operator.patch(path(partner), organisation("\"name\":\"x\""));
            assertEquals(first.string("disabled_at"), renamed.string("disabled_at"));
            assertEquals(List.of(), Ledger.of(again));
            partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
        }

        @Test
        void one_patch_corrects_and_disables() {
            Answer answer = operator.patch(path(partner), organisation("\"name\":\"x\",\"disabled\":\"yes\""));

            answer.is(200, json("x", domain, ",\"disabled_at\":\"" + answer.string("disabled_at") + "\""));
            assertEquals(
                    events(
                            "organisation.corrected organisation=%d fields=name".formatted(partner.id()),
                            "organisation.disabled organisation=" + partner.id()),
                    Ledger.of(answer));
        }

        @Test
        void another_node_notices_within_two_seconds_that_an_organisation_is_disabled_and_enabled() {
            SohoApi api = partner.api();
            assertEquals(200, api.get("/api/v1/me").status());
            Database.update("UPDATE organisations SET disabled_at = now() WHERE id = ?", partner.id());
            await().atMost(NOTICED_WITHIN).until(() -> api.get("/api/v1/me").status() == 401);

            Database.update("UPDATE organisations SET disabled_at = NULL WHERE id = ?", partner.id());
            await().atMost(NOTICED_WITHIN).until(() -> api.get("/api/v1/me").status() == 200);
        }

        @Test
        void tokens_may_be_issued_while_it_is_disabled_and_open_nothing() {
            operator.patch(path(partner), organisation("\"disabled\":true"));
            Answer issued = operator.post(path(partner) + "/tokens", "{\"token\":{\"label\":\"early\"}}");
            SohoApi early = SohoApi.bearer(issued.string("token"));

            assertEquals(201, issued.status(), issued.body());
            early.get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
            operator.patch(path(partner), organisation("\"disabled\":false"));
            assertEquals(200, early.get("/api/v1/me").status());
        }

        // conditions and order

        @Test
        void its_tag_says_whether_it_was_changed() {
            String tag = before.header("ETag");
            Answer unchanged = operator.with("If-None-Match", tag).get(path(partner));
            assertEquals("304 ", unchanged.status() + " " + unchanged.body());
            assertEquals(tag, unchanged.header("ETag"));
            Answer disabled = operator.with("If-Match", tag).patch(path(partner), organisation("\"disabled\":true"));
            assertEquals(200, disabled.status(), disabled.body());
            assertNotEquals(tag, disabled.header("ETag"));

            operator.with("If-Match", tag)
                    .patch(path(partner), organisation("\"name\":\"lost\""))
                    .is(412, PRECONDITION_FAILED);
            operator.with("If-Match", tag).patch(path(partner), "{").is(412, PRECONDITION_FAILED);
            operator.with("If-Match", "W/" + disabled.header("ETag"))
                    .patch(path(partner), organisation(""))
                    .is(412, PRECONDITION_FAILED);
            operator.get(path(partner)).is(200, disabled.body());
            assertEquals(disabled.header("ETag"), operator.get(path(partner)).header("ETag"));
        }

        @RepeatedTest(3)
        void of_two_patches_with_the_same_tag_one_wins() {
            String tag = before.header("ETag");
            List<Answer> answers = concurrently(List.of(
                    () -> operator.with("If-Match", tag).patch(path(partner), organisation("\"name\":\"one\"")),
                    () -> operator.with("If-Match", tag).patch(path(partner), organisation("\"name\":\"two\""))));

            assertEquals(
                    List.of(200, 412),
                    answers.stream().map(Answer::status).sorted().toList());
        }

        @Test
        void the_order_of_the_checks_is_404_415_412_400_422() {
            String unknown = "/operator/v1/organisations/999999999";
            SohoApi text = operator.with("Content-Type", "text/plain");
            SohoApi stale = operator.with("If-Match", "\"stale\"");

            text.patch(unknown, "x").is(404, Errors.NOT_FOUND);
            stale.patch(unknown, organisation("")).is(404, Errors.NOT_FOUND);
            operator.with("If-Match", "*").patch(unknown, organisation("")).is(404, Errors.NOT_FOUND);
            operator.patch(unknown, "{").is(404, Errors.NOT_FOUND);
            operator.patch(unknown, organisation("\"name\":5")).is(404, Errors.NOT_FOUND);
            text.with("If-Match", "\"stale\"")
                    .patch(path(partner), "x")
                    .is(415, Errors.request("unsupported_media_type"));
            stale.patch(path(partner), "{").is(412, PRECONDITION_FAILED);
            operator.patch(path(partner), "{").is(400, Errors.INVALID_JSON);
            partner.api().patch(path(partner), organisation("")).is(401, Errors.NOT_AUTHENTICATED);
            SohoApi.anonymous().patch(unknown, "{").is(401, Errors.NOT_AUTHENTICATED);
            operator.with("Content-Type", MERGE_PATCH)
                    .post("/operator/v1/organisations", organisation(""))
                    .is(415, Errors.request("unsupported_media_type"));
        }

        @Test
        void options_announces_the_content_types() {
            assertEquals(
                    "application/json, " + MERGE_PATCH,
                    operator.send("OPTIONS", path(partner)).header("Accept-Patch"));
        }
    }

    @Nested
    class Suppliers {
        private static final String SUPPLIERS = "/operator/v1/suppliers";

        private final Answer before = operator.post(SUPPLIERS, "{\"supplier\":{\"name\":\"Old Name\"}}");
        private final long id = before.number("id");
        private final String supplier = SUPPLIERS + "/" + id;
        private final Partner partner = Partner.any();
        private final String eans = "/api/v1/customers/" + partner.customer() + "/eans";

        private Body ean() {
            return Body.ean().with("ean.supplier_id", Long.toString(id));
        }

        private String json(String name) {
            return "{\"id\":%d,\"name\":\"%s\",\"created_at\":\"%s\"}".formatted(id, name, before.string("created_at"));
        }

        @Test
        void eans_show_the_new_name_at_once() {
            Answer registered = partner.api().post(eans, ean().text());
            String path = "/api/v1/eans/" + registered.number("id");
            String tag = partner.api().get(path).header("ETag");
            Answer renamed = operator.patch(supplier, "{\"supplier\":{\"name\":\"New Name\"}}")
                    .is(200, json("New Name"));

            String shown = registered.body().replace("Old Name", "New Name");
            Answer read = partner.api().get(path).is(200, shown);
            assertNotEquals(tag, read.header("ETag"));
            assertEquals("New Name", partner.api().post(eans, ean().text()).string("name"));
            assertEquals(events("supplier.corrected supplier=%d fields=name".formatted(id)), Ledger.of(renamed));
        }

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"name\":\"Old Name\"}", "{\"id\":1}"})
        void a_patch_that_changes_nothing_writes_no_event(String fields) {
            Answer same = operator.with("Content-Type", MERGE_PATCH)
                    .patch(supplier, "{\"supplier\":" + fields + "}")
                    .is(200, before.body());

            assertEquals(List.of(), Ledger.of(same));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{} | supplier | is missing",
                    "{\"supplier\":[]} | supplier | must be a hash",
                    "{\"supplier\":{\"name\":null}} | supplier.name | must be filled",
                    "{\"supplier\":{\"name\":7}} | supplier.name | must be a string"
                })
        void an_invalid_patch_is_rejected(String body, String path, String message) {
            Answer rejected = operator.patch(supplier, body).is(422, errors(params(path, message)));

            assertEquals(List.of(), Ledger.of(rejected));
        }

        @Test
        void the_tag_of_a_correction_is_good_for_the_next_one() {
            Answer first = operator.patch(supplier, "{\"supplier\":{}}");
            SohoApi matching = operator.with("If-Match", first.header("ETag"));

            assertEquals(
                    200,
                    matching.patch(supplier, "{\"supplier\":{\"name\":\"x\"}}").status());
            matching.patch(supplier, "{\"supplier\":{\"name\":\"y\"}}").is(412, PRECONDITION_FAILED);
            matching.delete(supplier).is(412, PRECONDITION_FAILED);
            operator.patch(supplier, "{\"supplier\":{}}").is(200, json("x"));
        }

        @Test
        void a_removed_supplier_does_not_exist() {
            assertEquals(
                    201,
                    partner.api().post(eans + "/bulk", Body.bulk(ean(), ean())).status());
            Database.update("UPDATE eans SET supplier_id = NULL WHERE supplier_id = ?", id);
            Answer removed = operator.delete(supplier);

            assertEquals("204 ", removed.status() + " " + removed.body());
            assertEquals(events("supplier.removed supplier=" + id), Ledger.of(removed));
            assertNoErrorIn(SqlLog.textOf(() -> partner.api()
                    .post(eans, ean().text())
                    .is(422, errors(params("ean.supplier_id", "does not exist")))));
            assertFalse(partner.api().get("/api/v1/suppliers?name=Old").body().contains("\"id\":" + id + ","));
            Answer again = operator.delete(supplier).is(404, Errors.NOT_FOUND);
            operator.patch(supplier, "{").is(404, Errors.NOT_FOUND);
            operator.with("If-Match", "*").delete(supplier).is(404, Errors.NOT_FOUND);
            assertEquals(List.of(), Ledger.of(again));
        }

        @Test
        void a_supplier_that_an_ean_names_is_not_removed() {
            long ean = partner.api().post(eans, ean().text()).number("id");

            assertNoErrorIn(SqlLog.textOf(() -> {
                Answer refused = operator.delete(supplier).is(409, Errors.request("in_use"));
                assertEquals("", refused.header("Retry-After"));
                assertEquals(List.of(), Ledger.of(refused));
            }));
            operator.patch(supplier, "{\"supplier\":{}}").is(200, before.body());
            assertEquals(204, partner.api().delete("/api/v1/eans/" + ean).status());
            assertEquals(204, operator.delete(supplier).status());
        }

        @RepeatedTest(10)
        void a_removal_and_an_ean_that_names_it_do_not_both_succeed() {
            assertEquals(201, partner.api().post(eans, ean().text()).status());
            Database.update("DELETE FROM eans WHERE supplier_id = ?", id);
            List<Answer> answers = concurrently(List.of(
                    () -> operator.delete(supplier), () -> partner.api().post(eans, ean().text()), () -> partner.api()
                            .post(eans + "/bulk", Body.bulk(ean(), ean()))));

            long left = Database.number("SELECT count(*) FROM eans WHERE supplier_id = ?", id);
            if (answers.get(0).status() == 204) {
                assertEquals(0, left);
                answers.get(1).is(422, errors(params("ean.supplier_id", "does not exist")));
                assertEquals(422, answers.get(2).status(), answers.get(2).body());
            } else {
                answers.get(0).is(409, Errors.request("in_use"));
                assertTrue(left > 0);
            }
            answers.subList(1, 3)
                    .forEach(answer -> assertTrue(answer.status() == 201 || answer.status() == 422, answer::toString));
        }
    }

    @Nested
    class Tokens {
        private final Partner partner = Partner.any();
        private final String tokens = path(partner) + "/tokens";
        private final Answer issued =
                operator.post(tokens, "{\"token\":{\"label\":\"old\",\"expires_at\":\"2999-01-01T00:00:00Z\"}}");
        private final String token = tokens + "/" + issued.number("id");

        private String json(String label, String rest) {
            return "{\"id\":%d,\"organisation_id\":%d,\"label\":\"%s\",\"scope\":\"full\",\"created_at\":\"%s\"%s}"
                    .formatted(issued.number("id"), partner.id(), label, issued.string("created_at"), rest);
        }

        private String event(String rest) {
            return "token.corrected organisation=%d token=%d %s".formatted(partner.id(), issued.number("id"), rest);
        }

        @Test
        void its_label_and_expiry_can_be_corrected() {
            String expiry = ",\"expires_at\":\"2999-01-01T00:00:00.000Z\"";
            Answer labelled =
                    operator.patch(token, "{\"token\":{\"label\":\"new\"}}").is(200, json("new", expiry));
            Answer both = operator.with("Content-Type", MERGE_PATCH)
                    .patch(token, "{\"token\":{\"label\":\"newer\",\"expires_at\":\"2998-12-31T23:59:59.9999+02:00\"}}")
                    .is(200, json("newer", ",\"expires_at\":\"2998-12-31T21:59:59.999Z\""));
            Answer unlimited =
                    operator.patch(token, "{\"token\":{\"expires_at\":null}}").is(200, json("newer", ""));

            assertTrue(operator.get(tokens).body().contains(json("newer", "")));
            assertEquals(events(event("fields=label")), Ledger.of(labelled));
            assertEquals(events(event("fields=expires_at,label")), Ledger.of(both));
            assertEquals(events(event("fields=expires_at")), Ledger.of(unlimited));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"label\":\"old\"}",
                    "{\"expires_at\":\"2999-01-01T01:00:00+01:00\"}",
                    "{\"id\":1,\"revoked_at\":null,\"token\":\"x\"}"
                })
        void a_patch_that_changes_nothing_writes_no_event(String fields) {
            Answer same = operator.patch(token, "{\"token\":" + fields + "}")
                    .is(200, json("old", ",\"expires_at\":\"2999-01-01T00:00:00.000Z\""));

            assertEquals(List.of(), Ledger.of(same));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{} | token | is missing",
                    "{\"token\":\"x\"} | token | must be a hash",
                    "{\"token\":{\"label\":\"\"}} | token.label | must be filled",
                    "{\"token\":{\"expires_at\":5}} | token.expires_at | must be a time",
                    "{\"token\":{\"expires_at\":\"2020-04-06T08:43:33Z\"}} | token.expires_at | must be in the future",
                    "{\"token\":{\"scope\":\"read\"}} | token.scope | cannot be changed",
                    "{\"token\":{\"scope\":\"full\"}} | token.scope | cannot be changed",
                    "{\"token\":{\"label\":\"x\",\"scope\":null}} | token.scope | cannot be changed"
                })
        void an_invalid_patch_is_rejected_and_changes_nothing(String body, String path, String message) {
            Answer rejected = operator.patch(token, body).is(422, errors(params(path, message)));

            assertEquals(List.of(), Ledger.of(rejected));
            operator.patch(token, "{\"token\":{}}")
                    .is(200, json("old", ",\"expires_at\":\"2999-01-01T00:00:00.000Z\""));
        }

        /** The expiry is so close that the cached token would be accepted for longer. */
        @Test
        void an_expiry_ends_a_token_in_use() {
            SohoApi api = SohoApi.bearer(issued.string("token"));
            assertEquals(200, api.get("/api/v1/me").status());
            String soon = Database.text("SELECT to_char(now() AT TIME ZONE 'UTC' + interval '300 ms',"
                    + " 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')");
            assertEquals(
                    200,
                    operator.patch(token, "{\"token\":{\"expires_at\":\"" + soon + "\"}}")
                            .status());

            await().atMost(NOTICED_WITHIN).until(() -> api.get("/api/v1/me").status() == 401);
            operator.patch(token, "{\"token\":{\"expires_at\":\"\"}}");
            assertEquals(200, api.get("/api/v1/me").status());
        }

        @Test
        void a_revoked_token_can_be_corrected_and_stays_revoked() {
            Answer revoked = operator.delete(token);
            Answer corrected = operator.patch(token, "{\"token\":{\"label\":\"gone\",\"expires_at\":null}}");
            Answer again = operator.delete(token);

            corrected.is(200, json("gone", ",\"revoked_at\":\"" + corrected.string("revoked_at") + "\""));
            SohoApi.bearer(issued.string("token")).get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
            assertEquals(
                    events("token.revoked organisation=%d token=%d".formatted(partner.id(), issued.number("id"))),
                    Ledger.of(revoked));
            assertEquals(events(event("fields=expires_at,label")), Ledger.of(corrected));
            assertEquals(List.of(), Ledger.of(again));
        }

        @Test
        void the_tag_of_a_correction_is_good_for_the_next_one() {
            SohoApi matching = operator.with(
                    "If-Match", operator.patch(token, "{\"token\":{}}").header("ETag"));

            assertEquals(
                    200, matching.patch(token, "{\"token\":{\"label\":\"x\"}}").status());
            matching.patch(token, "{\"token\":{\"label\":\"y\"}}").is(412, PRECONDITION_FAILED);
        }

        @Test
        void an_unknown_token_or_one_of_another_organisation_is_404_before_anything_else() {
            String theirs = path(Partner.any()) + "/tokens/" + issued.number("id");
            for (String unknown : List.of(theirs, tokens + "/999999999", tokens + "/x")) {
                operator.patch(unknown, "{\"token\":{\"label\":\"x\"}}").is(404, Errors.NOT_FOUND);
                operator.patch(unknown, "{").is(404, Errors.NOT_FOUND);
                operator.with("Content-Type", "text/plain").patch(unknown, "x").is(404, Errors.NOT_FOUND);
                operator.with("If-Match", "*").patch(unknown, "{\"token\":{}}").is(404, Errors.NOT_FOUND);
            }
            assertTrue(operator.get(tokens).body().contains("\"label\":\"old\""));
        }

        @Test
        void the_use_of_a_token_writes_no_event() {
            long last = Ledger.last();
            assertEquals(
                    200,
                    SohoApi.bearer(issued.string("token")).get("/api/v1/me").status());

            await().atMost(Duration.ofSeconds(5))
                    .until(() -> operator.get(tokens).body().contains("\"last_used_at\""));
            assertEquals(List.of(), Ledger.after(last));
        }
    }

    @Test
    void what_the_operator_registers_is_in_the_ledger() {
        String body = "{\"organisation\":{\"name\":\"x\",\"domain\":\"ledger-" + Unique.number() + ".example\"}}";
        Answer organisation =
                operator.with("X-Request-Id", "mine-" + Unique.number()).post("/operator/v1/organisations", body);
        Answer rejected = operator.post("/operator/v1/organisations", body).is(422, TAKEN);
        Answer token = operator.post(
                "/operator/v1/organisations/" + organisation.number("id") + "/tokens", "{\"token\":{\"label\":\"x\"}}");
        SohoApi retrying = operator.with("Idempotency-Key", "ledger-" + Unique.number());
        Answer supplier = retrying.post("/operator/v1/suppliers", "{\"supplier\":{\"name\":\"x\"}}");
        Answer retried = retrying.post("/operator/v1/suppliers", "{\"supplier\":{\"name\":\"x\"}}")
                .is(201, supplier.body());

        assertEquals(
                events("organisation.registered organisation=" + organisation.number("id")), Ledger.of(organisation));
        assertEquals(List.of(), Ledger.of(rejected));
        assertEquals(
                events("token.issued organisation=%d token=%d"
                        .formatted(organisation.number("id"), token.number("id"))),
                Ledger.of(token));
        assertEquals(events("supplier.registered supplier=" + supplier.number("id")), Ledger.of(supplier));
        assertEquals(List.of(), Ledger.of(retried));
    }

    /** JPA asks the session for its last id, which must not be an event's. */
    @Test
    void the_ids_in_the_answers_are_those_of_the_records() {
        Partner partner = Partner.any();
        Answer token = operator.post(path(partner) + "/tokens", "{\"token\":{\"label\":\"x\"}}");
        Answer supplier = operator.post("/operator/v1/suppliers", "{\"supplier\":{\"name\":\"x\"}}");

        assertEquals(
                Database.number("SELECT max(id) FROM access_tokens WHERE organisation_id = ?", partner.id()),
                token.number("id"));
        assertEquals(Database.number("SELECT max(id) FROM suppliers"), supplier.number("id"));
    }

    private Callable<Answer> operatorPatch(String path, String body) {
        return () -> operator.patch(path, body);
    }

    private static List<Answer> concurrently(List<Callable<Answer>> requests) {
        try {
            return Concurrently.send(requests);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
