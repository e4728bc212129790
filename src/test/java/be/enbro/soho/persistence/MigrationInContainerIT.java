package be.enbro.soho.persistence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.customers.CustomerPages;
import be.enbro.soho.customers.CustomerView;
import be.enbro.soho.eans.EanView;
import be.enbro.soho.eans.Eans;
import be.enbro.soho.incontainer.InContainer;
import be.enbro.soho.incontainer.SohoWar;
import be.enbro.soho.it.Sql;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.postgresql.Sessions;
import be.enbro.soho.tokens.AccessTokens;
import be.enbro.soho.tokens.BearerToken;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Starts the application on a database of its first version that has been in use. */
@InContainer
class MigrationInContainerIT {
    private static final String TOKEN = "892ff6b11daa4737d19fe4bc08c27b6c";

    /** Data as version 1 could store it; never change it, whatever later versions add. */
    private static final String OF_VERSION_1 =
            """
            INSERT INTO organisations (id, name, domain, created_at) OVERRIDING SYSTEM VALUE
            VALUES (7, 'Pouros Group', 'quitzonrau-kiehn-7', '2020-04-06T08:43:32.293Z');
            INSERT INTO access_tokens (organisation_id, label, token_hash, created_at)
            VALUES (7, 'old', sha256('%s'), '2020-04-06T08:43:32.293Z');
            INSERT INTO suppliers (id, name, created_at) OVERRIDING SYSTEM VALUE
            VALUES (6, 'Kunze-Bayer 6', '2020-04-06T08:43:32.293Z');
            INSERT INTO customers (organisation_id, email, terms_accepted_at, privacy_accepted_at, registered_from_ip,
              created_at, updated_at, title, first_name, last_name, birth_date, phone, city, street, building,
              postal_code, language, profile_created_at, profile_updated_at)
            SELECT 7, 'customer-' || i || '@example.com', born, born, '108.254.248.163', born, born, 'mr', 'Danny', 'Ocean',
              '2000-04-06', '+3256980144', 'Gent', 'Veldstraat', '1', '9000', 'fr', born, born
            FROM generate_series(1, 250) AS i, CAST('2020-04-06T08:43:33.409Z' AS timestamptz) AS born;
            INSERT INTO eans (customer_id, supplier_id, number, product, state, consumptions, fixed_fee, gsc, created_at,
              confirmed_at)
            SELECT id, 6, '542170967180397340', 'electricity', 'ready',
              '[{"name": "mono", "volume": "22.25", "price": "0.15"}]', 1.00, 0.0214, created_at, created_at
            FROM customers WHERE email = 'customer-250@example.com'"""
                    .formatted(TOKEN);

    private static final String WAITING =
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'";

    private static final PageRequest LAST = new PageRequest(10, 25);

    private final Sql others = Sql.ofSettings();

    @Inject
    private AccessTokens tokens;

    @Inject
    private CustomerPages pages;

    @Inject
    private Eans eans;

    /** Turns the database into one of the old version before the server starts. */
    @Deployment
    static WebArchive war() {
        Flyway.configure()
                .dataSource(Sessions.forMigrations())
                .target("1")
                .load()
                .migrate();
        Sql.ofSettings().update(OF_VERSION_1);
        new Thread(MigrationInContainerIT::readDuringTheMigration).start();
        return SohoWar.with(MigrationInContainerIT.class);
    }

    /**
     * A transaction of another client has read customers, so the migration must wait for it; meanwhile a further client
     * reads.
     */
    private static void readDuringTheMigration() {
        Sql others = Sql.ofSettings();
        others.update("CREATE TABLE readers (milliseconds bigint)");
        try (Connection reader = others.database().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM customers");
            await("the migration to wait")
                    .atMost(Duration.ofSeconds(120))
                    .pollInSameThread()
                    .until(() -> others.number(WAITING) > 0);
            long start = System.nanoTime();
            CompletableFuture.supplyAsync(() -> others.number("SELECT count(*) FROM customers"))
                    .orTimeout(6, TimeUnit.SECONDS)
                    .exceptionally(late -> 0L)
                    .join();
            others.update("INSERT INTO readers VALUES (?)", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void reads_succeed_while_the_migration_waits_for_a_lock() {
        long waited = others.number("SELECT milliseconds FROM readers");

        assertTrue(waited < 2_000, waited + " ms");
    }

    @Test
    void the_schema_is_the_latest() {
        List<String> there = Arrays.stream(flyway().info().all())
                .map(migration -> migration.getVersion().getVersion())
                .toList();

        assertTrue(there.size() > 1, there.toString());
        assertEquals(
                there,
                Arrays.stream(flyway().info().applied())
                        .map(MigrationInfo::getVersion)
                        .map(Object::toString)
                        .toList());
        flyway().validate();
    }

    @Test
    void the_data_of_the_old_version_is_served() {
        CurrentOrganisation partner =
                tokens.active(BearerToken.hash(TOKEN)).orElseThrow().organisation();
        Page<CustomerView> page = pages.page(partner, LAST);
        CustomerView customer = page.records().get(24);
        EanView ean = eans.firstOfCustomer(partner, customer.id()).orElseThrow().get(0);

        assertEquals("Pouros Group", partner.name());
        assertEquals(10, page.totalPages());
        assertEquals("customer-250@example.com", customer.email());
        assertEquals("2020-04-06T08:43:33.409Z", customer.createdAt().toString());
        assertEquals("+3256980144", customer.profile().phone());
        assertEquals("542170967180397340", ean.number());
        assertEquals("1.0", ean.fixedFee());
        assertEquals("0.0214", ean.gsc());
        assertEquals("Kunze-Bayer 6", ean.supplier().name());
        assertEquals("22.25", ean.consumptions().get(0).volume());
    }

    /** The second version looks up customers by landmarks, which the first version did not set. */
    @Test
    void the_additions_of_the_new_version_apply_to_old_rows() {
        CurrentOrganisation partner =
                tokens.active(BearerToken.hash(TOKEN)).orElseThrow().organisation();
        pages.page(partner, LAST);

        assertEquals(2, others.number("SELECT count(*) FROM customer_landmarks WHERE organisation_id = 7"));
        assertEquals(
                "customer-250@example.com",
                pages.page(partner, LAST).records().get(24).email());
    }

    @Test
    void a_second_start_changes_nothing() {
        String before = history();
        new Migration().migrate();

        assertEquals(before, history());
        assertEquals(250, others.number("SELECT count(*) FROM customers"));
    }

    private static Flyway flyway() {
        return Flyway.configure(Migration.class.getClassLoader())
                .dataSource(Sessions.forMigrations())
                .load();
    }

    private String history() {
        return others.text("SELECT string_agg(h::text, E'\\n' ORDER BY installed_rank) FROM flyway_schema_history h");
    }
}
