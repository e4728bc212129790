package be.enbro.soho.tokens;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.http.RequestContext;
import be.enbro.soho.incontainer.CallersTransaction;
import be.enbro.soho.incontainer.InContainer;
import be.enbro.soho.incontainer.PartnerFixture;
import be.enbro.soho.incontainer.SohoWar;
import be.enbro.soho.it.Sql;
import be.enbro.soho.organisations.OrganisationParams;
import be.enbro.soho.organisations.Organisations;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the token cache and the transaction boundaries of partners and their tokens. */
@InContainer
class TokensInContainerIT {
    private static final int MANY = 200;
    private static final int LONGEST_SECONDS = 20;

    private final Sql others = Sql.ofSettings();

    @Inject
    private Organisations organisations;

    @Inject
    private AccessTokens tokens;

    @Inject
    private TokenCache cache;

    @Deployment
    static WebArchive war() {
        return SohoWar.with(TokensInContainerIT.class);
    }

    @BeforeEach
    void the_caller_is_the_operator() {
        RequestContext.operator();
    }

    /** The name changes before every use, so that each look-up returns a new one. */
    @Test
    void a_token_in_use_is_looked_up_at_most_once_a_second() {
        TokenView token = issued(null);
        Set<String> names = new HashSet<>();
        Instant start = Instant.now();
        for (int i = 0; i < MANY; i++) {
            others.update("UPDATE organisations SET name = ? WHERE id = ?", "Name " + i, token.organisationId());
            names.add(cache.find(token.token()).orElseThrow().organisation().name());
        }

        long lookUps = 1 + Duration.between(start, Instant.now()).toSeconds();
        assertTrue(names.size() <= lookUps, names.size() + " look-ups where " + lookUps + " would do");
    }

    @Test
    void changes_of_another_node_are_seen_without_notification() {
        TokenView token = issued(null);
        assertTrue(cache.find(token.token()).isPresent());
        others.update("UPDATE organisations SET name = 'Renamed' WHERE id = ?", token.organisationId());

        await("the new name")
                .atMost(Duration.ofSeconds(LONGEST_SECONDS))
                .pollInSameThread()
                .until(() -> cache.find(token.token())
                        .filter(found -> found.organisation().name().equals("Renamed"))
                        .isPresent());
    }

    @Test
    void a_token_revoked_on_another_node_is_rejected_without_notification() {
        TokenView token = issued(null);
        assertTrue(cache.find(token.token()).isPresent());
        others.update("UPDATE access_tokens SET revoked_at = now() WHERE id = ?", token.id());

        await("the end of the token")
                .atMost(Duration.ofSeconds(LONGEST_SECONDS))
                .pollInSameThread()
                .until(() -> cache.find(token.token()).isEmpty());
    }

    @Test
    void a_token_revoked_on_this_node_is_rejected_at_its_next_use() {
        TokenView token = issued(null);
        TokenView other = issued(null);
        assertTrue(cache.find(token.token()).isPresent());
        assertTrue(tokens.revoke(token.organisationId(), token.id()));
        cache.clear();

        assertEquals(Optional.empty(), cache.find(token.token()));
        assertTrue(cache.find(other.token()).isPresent());
    }

    /**
     * The look-up has read the token and waits to update its last use, which requires the row that this test has
     * locked.
     */
    @Test
    void a_token_revoked_during_its_look_up_is_rejected_at_its_next_use() throws Exception {
        TokenView token = issued(null);
        ManagedExecutorService threads = InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
        try (Connection revoking = others.database().getConnection();
                PreparedStatement revoke =
                        revoking.prepareStatement("UPDATE access_tokens SET revoked_at = now() WHERE id = ?")) {
            revoking.setAutoCommit(false);
            revoke.setLong(1, token.id());
            revoke.executeUpdate();
            Future<Boolean> lookUp =
                    threads.submit(() -> cache.find(token.token()).isPresent());
            await("the look-up to wait")
                    .atMost(Duration.ofSeconds(LONGEST_SECONDS))
                    .pollInSameThread()
                    .until(() -> others.number("SELECT count(*) FROM pg_locks WHERE NOT granted") == 1);
            cache.clear();
            revoking.commit();

            assertTrue(lookUp.get(LONGEST_SECONDS, TimeUnit.SECONDS));
        }

        assertEquals(Optional.empty(), cache.find(token.token()));
    }

    @Test
    void an_unknown_token_is_cached_briefly_and_accepted_soon_after_it_exists() {
        TokenView token = issued(null);
        String unknown = BearerToken.generate();
        assertEquals(Optional.empty(), cache.find(unknown));
        others.update("UPDATE access_tokens SET token_hash = ? WHERE id = ?", BearerToken.hash(unknown), token.id());

        assertEquals(Optional.empty(), cache.find(unknown));
        await("the token")
                .atMost(Duration.ofSeconds(LONGEST_SECONDS))
                .pollInSameThread()
                .until(() -> cache.find(unknown).isPresent());
        assertEquals(
                token.organisationId(),
                cache.find(unknown).orElseThrow().organisation().id());
    }

    @Test
    void a_cached_token_is_accepted_until_it_expires() {
        Instant expiry = Instant.now().plusMillis(700).truncatedTo(ChronoUnit.MILLIS);
        TokenView token = issued(expiry);
        boolean accepted = true;
        while (accepted) {
            Instant before = Instant.now();
            accepted = cache.find(token.token()).isPresent();

            assertFalse(accepted && !before.isBefore(expiry), "accepted after its expiry");
            assertFalse(!accepted && Instant.now().isBefore(expiry), "refused before its expiry");
        }
    }

    @Test
    void a_rollback_of_the_caller_removes_the_organisation_and_its_token() throws Exception {
        TokenView token;
        try (CallersTransaction transaction = CallersTransaction.begin()) {
            token = issued(null);
            assertEquals(1, tokens.ofOrganisation(token.organisationId()).size());
            transaction.rollback();
        }

        assertEquals(Optional.empty(), organisations.find(token.organisationId()));
        assertEquals(0, seen(token));
    }

    @Test
    void a_token_is_visible_to_others_after_the_caller_commits() throws Exception {
        TokenView token;
        try (CallersTransaction transaction = CallersTransaction.begin()) {
            token = issued(null);
            assertEquals(0, seen(token));
            transaction.commit();
        }

        assertEquals(1, seen(token));
    }

    @Test
    void a_revocation_is_undone_if_the_caller_rolls_back() throws Exception {
        TokenView token = issued(null);
        try (CallersTransaction transaction = CallersTransaction.begin()) {
            assertTrue(tokens.revoke(token.organisationId(), token.id()));
            transaction.rollback();
        }
        cache.clear();

        assertTrue(cache.find(token.token()).isPresent());
    }

    @Test
    void a_rejected_organisation_rolls_back_the_callers_earlier_work() throws Exception {
        OrganisationParams taken = PartnerFixture.request();
        organisations.register(taken);
        TokenView before;
        try (CallersTransaction transaction = CallersTransaction.begin()) {
            before = issued(null);

            assertThrows(ValidationException.class, () -> organisations.register(taken));
            assertThrows(RollbackException.class, transaction::commit);
        }

        assertEquals(Optional.empty(), organisations.find(before.organisationId()));
        assertEquals(0, seen(before));
    }

    private TokenView issued(Instant expiry) {
        long organisation = PartnerFixture.register(organisations).id();
        return tokens.issue(organisation, new TokenParams("test", expiry, "full"));
    }

    private long seen(TokenView token) {
        return others.number("SELECT count(*) FROM access_tokens WHERE id = ?", token.id());
    }
}
