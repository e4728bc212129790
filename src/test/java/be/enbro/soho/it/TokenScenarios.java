package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Section 7 of the rules: tokens end when they expire or are revoked. */
abstract class TokenScenarios {
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

    @Test
    void several_tokens_open_the_same_organisation() {
        Partner partner = Partner.any();
        String second = Fixtures.token(partner.id());

        assertEquals(
                partner.api().get("/api/v1/me").body(),
                SohoApi.bearer(second).get("/api/v1/me").body());
    }

    @Test
    void only_the_token_s_hash_is_kept() {
        Partner partner = Partner.any();

        assertEquals(
                1,
                Database.number(
                        "SELECT count(*) FROM access_tokens WHERE organisation_id = ? AND token_hash = sha256(?::text::bytea)",
                        partner.id(),
                        partner.token()));
    }

    @Test
    void a_token_that_expired_is_401() {
        Partner partner = Partner.any();
        expire(partner, "now() - interval '1 second'");

        partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void a_token_expires_while_it_is_used() throws InterruptedException {
        Partner partner = Partner.any();
        expire(partner, "now() + interval '2 seconds'");

        assertEquals(200, partner.api().get("/api/v1/me").status());
        Thread.sleep(2000);
        partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void a_token_that_was_revoked_is_401() {
        Partner partner = Partner.any();
        revoke(partner);

        partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void the_operator_s_revocation_works_at_once() {
        Partner partner = Partner.any();
        assertEquals(200, partner.api().get("/api/v1/me").status());
        long token = Database.number("SELECT id FROM access_tokens WHERE organisation_id = ?", partner.id());
        String path = "/operator/v1/organisations/" + partner.id() + "/tokens/" + token;

        assertEquals(204, SohoApi.operator().delete(path).status());
        partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
        assertEquals(204, SohoApi.operator().delete(path).status());
    }

    @Test
    void another_node_s_revocation_is_noticed_within_two_seconds() throws InterruptedException {
        Partner partner = Partner.any();
        SohoApi api = partner.api();
        assertEquals(200, api.get("/api/v1/me").status());
        revoke(partner);

        await().atMost(NOTICED_WITHIN).until(() -> api.get("/api/v1/me").status() != 200);
        api.get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void the_use_of_a_token_is_noted_to_the_minute() throws InterruptedException {
        Partner partner = Partner.any();
        assertEquals(200, partner.api().get("/api/v1/me").status());

        String used = "SELECT count(*) FROM access_tokens WHERE organisation_id = ?"
                + " AND last_used_at BETWEEN now() - interval '2 minutes' AND now()";
        await().atMost(Duration.ofSeconds(65)).until(() -> Database.number(used, partner.id()) != 0);
    }

    private static void expire(Partner partner, String when) {
        Database.update("UPDATE access_tokens SET expires_at = " + when + " WHERE organisation_id = ?", partner.id());
    }

    private static void revoke(Partner partner) {
        Database.update("UPDATE access_tokens SET revoked_at = now() WHERE organisation_id = ?", partner.id());
    }
}
