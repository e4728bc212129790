package be.enbro.soho.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.incontainer.CallersTransaction;
import be.enbro.soho.incontainer.InContainer;
import be.enbro.soho.incontainer.PartnerFixture;
import be.enbro.soho.incontainer.SohoWar;
import be.enbro.soho.it.Sql;
import be.enbro.soho.it.Unique;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.organisations.Organisations;
import be.enbro.soho.paging.PageRequest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Tests the transaction boundaries of customers and their landmarks. */
@InContainer
class CustomersInContainerIT {
    private static final int MORE_THAN_THE_POOL_HAS = 40;
    private static final PageRequest FIRST = new PageRequest(1, 25);

    private final Sql others = Sql.ofSettings();

    @Inject
    private Customers customers;

    @Inject
    private CustomerStatements statements;

    @Inject
    private CustomerPages pages;

    @Inject
    private Organisations organisations;

    @Deployment
    static WebArchive war() {
        return SohoWar.with(CustomersInContainerIT.class, CustomerFixture.class);
    }

    @Test
    void a_customer_registered_outside_a_transaction_is_committed_at_once() {
        String email = Unique.email();
        CustomerFixture.register(customers, partner(), email);

        assertEquals(1, seen(email));
    }

    /** It may be executed on the thread of another request, whose transaction has nothing to do with it. */
    @Test
    void a_registration_is_a_transaction_of_its_own() throws Exception {
        CurrentOrganisation partner = partner();
        String email = Unique.email();
        try (CallersTransaction transaction = CallersTransaction.begin()) {
            CustomerFixture.register(customers, partner, email);

            assertEquals(1, seen(email));
            transaction.rollback();
        }

        assertEquals(1, seen(email));
    }

    @Test
    void customers_of_one_batch_are_registered_or_rejected_individually() {
        CurrentOrganisation partner = partner();
        String taken = Unique.email();
        String twice = Unique.email();
        String free = Unique.email();
        CustomerFixture.register(customers, partner, taken);

        List<Optional<CustomerView>> registered = statements.insert(
                partner,
                Stream.of(free, taken, twice, twice)
                        .map(email -> CustomerRequest.of(
                                CustomerFixture.request(email).value()))
                        .toList());

        assertEquals(
                List.of(Optional.of(free), Optional.empty(), Optional.of(twice), Optional.empty()),
                registered.stream().map(one -> one.map(CustomerView::email)).toList());
        assertEquals(
                registered.get(2),
                statements
                        .find(partner, List.of(registered.get(2).orElseThrow().id()))
                        .get(0));
    }

    @Test
    void customers_are_found_in_request_order_and_only_for_their_organisation() {
        CurrentOrganisation partner = partner();
        CustomerView first = CustomerFixture.register(customers, partner, Unique.email());
        CustomerView second = CustomerFixture.register(customers, partner, Unique.email());
        CustomerView other = CustomerFixture.register(customers, partner(), Unique.email());

        assertEquals(
                List.of(Optional.of(second), Optional.empty(), Optional.of(first), Optional.of(second)),
                statements.find(partner, List.of(second.id(), other.id(), first.id(), second.id())));
    }

    @Test
    void a_constraint_violation_leaves_no_row_lock_or_connection_behind() {
        CurrentOrganisation partner = partner();
        long profile = CustomerFixture.register(customers, partner, Unique.email())
                .profile()
                .id();
        long rows = others.number("SELECT count(*) FROM customers");
        for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
            others.number("SELECT setval('profiles_id_seq', ?, false)", profile);
            assertThrows(RuntimeException.class, () -> CustomerFixture.register(customers, partner, Unique.email()));
        }

        assertEquals(rows, others.number("SELECT count(*) FROM customers"));
        assertEquals(0, others.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
        assertEquals(
                profile + 1,
                CustomerFixture.register(customers, partner, Unique.email())
                        .profile()
                        .id());
    }

    @Test
    void landmarks_remain_if_the_list_that_set_them_is_rolled_back() throws Exception {
        CurrentOrganisation partner = withCustomers(250);
        try (CallersTransaction transaction = CallersTransaction.begin()) {
            pages.page(partner, FIRST);

            assertEquals(2, landmarks(partner));
            transaction.rollback();
        }

        assertEquals(2, landmarks(partner));
    }

    @Test
    void landmarks_blocked_by_a_registration_are_skipped() throws Exception {
        CurrentOrganisation partner = withCustomers(250);
        try (Connection registering = others.database().getConnection();
                Statement statement = registering.createStatement()) {
            registering.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock_shared(" + partner.id() + ")");

            assertEquals(10, pages.page(partner, FIRST).totalPages());
            assertEquals(0, landmarks(partner));
        }

        pages.page(partner, FIRST);
        assertEquals(2, landmarks(partner));
    }

    /** Lists remain fast even after an operator has imported many customers by SQL. */
    @Test
    void one_list_sets_a_limited_number_of_landmarks() {
        CurrentOrganisation partner = partner();
        others.update(
                "INSERT INTO customers (organisation_id, email, terms_accepted_at, privacy_accepted_at,"
                        + " registered_from_ip, created_at, updated_at, title, first_name, last_name, birth_date, phone,"
                        + " city, street, building, postal_code, language, profile_created_at, profile_updated_at)"
                        + " SELECT ?, 'of-' || ? || '-' || i || '@example.com', now(), now(), '127.0.0.1', now(), now(),"
                        + " 'mrs', 'Ada', 'Byron', '1985-12-10', '+3256980144', 'Gent', 'Veldstraat', '1', '9000', 'nl',"
                        + " now(), now() FROM generate_series(1, 60000) AS i",
                partner.id(),
                partner.id());

        assertEquals(2_400, pages.page(partner, FIRST).totalPages());
        assertEquals(500, landmarks(partner));
        assertEquals(2_400, pages.page(partner, FIRST).totalPages());
        assertEquals(599, landmarks(partner));
        assertEquals(2_400, pages.page(partner, FIRST).totalPages());
    }

    @Test
    void a_correction_that_a_key_forbids_changes_nothing_and_leaves_the_transaction_usable() throws Exception {
        CurrentOrganisation partner = partner();
        CustomerView taken = CustomerFixture.register(customers, partner, Unique.email());
        long id = CustomerFixture.register(customers, partner, Unique.email()).id();
        String free = Unique.email();
        String patch = "{\"customer\":{\"email\":\"%s\",\"profile\":{\"city\":\"%s\",\"building_addon\":\"\"}}}";
        String corrected;
        try (CallersTransaction transaction = CallersTransaction.begin()) {
            assertFalse(
                    statements.correct(id, CustomerFixture.patch(String.format(patch, taken.email(), "Forbidden"))));
            assertTrue(statements.correct(id, CustomerFixture.patch("{\"customer\":{\"profile\":{}}}")));
            corrected = others.text("SELECT to_jsonb(customers)::text FROM customers WHERE id = ?", id);
            assertTrue(statements.correct(id, CustomerFixture.patch(String.format(patch, free, "Gent"))));
            transaction.commit();
        }

        assertFalse(corrected.contains("Forbidden") || corrected.contains("Gent"), corrected);
        CustomerView view = statements.find(partner, List.of(id)).get(0).orElseThrow();
        assertEquals(free, view.email());
        assertEquals("Gent", view.profile().city());
        assertEquals("Danny", view.profile().firstName());
        assertNull(view.profile().buildingAddon());
        assertEquals(taken, statements.find(partner, List.of(taken.id())).get(0).orElseThrow());
    }

    private CurrentOrganisation partner() {
        return PartnerFixture.register(organisations);
    }

    private CurrentOrganisation withCustomers(int count) {
        CurrentOrganisation partner = partner();
        for (int i = 0; i < count; i++) {
            CustomerFixture.register(customers, partner, Unique.email());
        }
        return partner;
    }

    private long seen(String email) {
        return others.number("SELECT count(*) FROM customers WHERE email = ?", email);
    }

    private long landmarks(CurrentOrganisation partner) {
        return others.number("SELECT count(*) FROM customer_landmarks WHERE organisation_id = ?", partner.id());
    }
}
