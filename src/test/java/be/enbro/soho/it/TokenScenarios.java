package be.enbro.soho.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Section 7 of the rules: tokens end when they expire or are revoked. */
abstract class TokenScenarios {
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

    @Test
    void an_organisation_can_have_several_tokens() {
        Partner partner = Partner.any();
        String second = Fixtures.token(partner.id());

        assertEquals(
                partner.api().get("/api/v1/me").body(),
                SohoApi.bearer(second).get("/api/v1/me").body());
    }

    @Test
    void only_the_hash_of_a_token_is_stored() {
        Partner partner = Partner.any();

        assertEquals(
                1,
                Database.number(
                        "SELECT count(*) FROM access_tokens WHERE organisation_id = ? AND token_hash = sha256(?::text::bytea)",
                        partner.id(),
                        partner.token()));
    }

    @Test
    void an_expired_token_is_401() {
        Partner partner = Partner.any();
        expire(partner, "now() - interval '1 second'");

        partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void a_token_in_use_expires() throws InterruptedException {
        Partner partner = Partner.any();
        expire(partner, "now() + interval '2 seconds'");

        assertEquals(200, partner.api().get("/api/v1/me").status());
        Thread.sleep(2000);
        partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void a_revoked_token_is_401() {
        Partner partner = Partner.any();
        revoke(partner);

        partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void a_revocation_by_the_operator_is_effective_at_once() {
        Partner partner = Partner.any();
        assertEquals(200, partner.api().get("/api/v1/me").status());
        long token = Database.number("SELECT id FROM access_tokens WHERE organisation_id = ?", partner.id());
        String path = "/operator/v1/organisations/" + partner.id() + "/tokens/" + token;

        assertEquals(204, SohoApi.operator().delete(path).status());
        partner.api().get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
        assertEquals(204, SohoApi.operator().delete(path).status());
    }

    @Test
    void a_revocation_on_another_node_is_effective_within_two_seconds() throws InterruptedException {
        Partner partner = Partner.any();
        SohoApi api = partner.api();
        assertEquals(200, api.get("/api/v1/me").status());
        revoke(partner);

        await().atMost(NOTICED_WITHIN).until(() -> api.get("/api/v1/me").status() != 200);
        api.get("/api/v1/me").is(401, Errors.NOT_AUTHENTICATED);
    }

    @Test
    void the_last_use_of_a_token_is_recorded_to_the_minute() throws InterruptedException {
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
