package be.enbro.soho.eans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.enbro.soho.customers.CustomerFixture;
import be.enbro.soho.customers.Customers;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.incontainer.CallersTransaction;
import be.enbro.soho.incontainer.InContainer;
import be.enbro.soho.incontainer.PartnerFixture;
import be.enbro.soho.incontainer.SohoWar;
import be.enbro.soho.it.Body;
import be.enbro.soho.it.Sql;
import be.enbro.soho.it.Unique;
import be.enbro.soho.json.JsonReader;
import be.enbro.soho.ledger.Author;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.organisations.Organisations;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the transaction boundaries of EANs. */
@InContainer
class EansInContainerIT {
    private static final int MORE_THAN_THE_POOL_HAS = 40;

    private final Sql others = Sql.ofSettings();

    @Inject
    private Eans eans;

    @Inject
    private EanStatements statements;

    @Inject
    private Customers customers;

    @Inject
    private Organisations organisations;

    private CurrentOrganisation partner;

    @Deployment
    static WebArchive war() {
        return SohoWar.with(EansInContainerIT.class, CustomerFixture.class);
    }

    @BeforeEach
    void a_partner() {
        partner = PartnerFixture.register(organisations);
    }

    @Test
    void no_ean_is_registered_for_a_customer_of_another_organisation() {
        long customer = customer();
        CurrentOrganisation other = PartnerFixture.register(organisations);

        assertEquals(List.of(Optional.empty()), statements.insert(other, List.of(request(customer, Unique.ean()))));
        assertThrows(
                ValidationException.class, () -> eans.registerAll(other, customer, all(Unique.ean(), Unique.ean())));
        assertEquals(0, ofCustomer(customer));
    }

    @Test
    void an_ean_registered_outside_a_transaction_is_committed_at_once() {
        String number = Unique.ean();
        register(customer(), number);

        assertEquals(1, seen(number));
    }

    @Test
    void a_bulk_becomes_visible_as_a_whole() {
        long customer = customer();
        eans.registerAll(partner, customer, all(Unique.ean(), Unique.ean(), Unique.ean()));

        assertEquals(3, ofCustomer(customer));
    }

    @Test
    void a_bulk_with_one_rejected_ean_is_not_stored() {
        long customer = customer();
        String taken = Unique.ean();
        register(customer(), taken);

        assertThrows(
                ValidationException.class,
                () -> eans.registerAll(partner, customer, all(Unique.ean(), taken, Unique.ean())));
        assertEquals(0, ofCustomer(customer));
    }

    @Test
    void a_bulk_is_not_stored_if_the_database_fails_at_the_last_ean() {
        long customer = customer();
        others.number("SELECT setval('eans_id_seq', nextval('eans_id_seq') + 2)");
        long id = register(customer(), Unique.ean()).id();
        for (int i = 0; i < MORE_THAN_THE_POOL_HAS; i++) {
            others.number("SELECT setval('eans_id_seq', ?, false)", id - 2);
            assertThrows(
                    RuntimeException.class,
                    () -> eans.registerAll(partner, customer, all(Unique.ean(), Unique.ean(), Unique.ean())));
        }

        assertEquals(0, ofCustomer(customer));
        eans.registerAll(partner, customer, all(Unique.ean(), Unique.ean()));
        assertEquals(2, ofCustomer(customer));
    }

    /** It may be executed on the thread of another request, whose transaction has nothing to do with it. */
    @Test
    void a_registration_is_a_transaction_of_its_own() throws Exception {
        long customer = customer();
        String taken = Unique.ean();
        try (CallersTransaction transaction = CallersTransaction.begin()) {
            register(customer, taken);
            eans.registerAll(partner, customer, all(Unique.ean(), Unique.ean()));
            assertThrows(ValidationException.class, () -> eans.registerAll(partner, customer, all(taken)));

            assertEquals(3, ofCustomer(customer));
            transaction.rollback();
        }

        assertEquals(3, ofCustomer(customer));
    }

    @Test
    void eans_of_one_batch_are_registered_or_rejected_individually() {
        long customer = customer();
        long another = customer();
        String taken = Unique.ean();
        String twice = Unique.ean();
        String free = Unique.ean();
        register(customer, taken);

        List<Optional<EanView>> registered = statements.insert(
                partner,
                List.of(
                        request(customer, free),
                        request(another, taken),
                        request(another, twice),
                        request(another, twice),
                        request(Long.MAX_VALUE, free),
                        request(another, Unique.ean())));

        assertEquals(
                List.of(true, false, true, false, false, true),
                registered.stream().map(Optional::isPresent).toList());
        assertEquals(
                List.of(
                        List.of(taken, free),
                        List.of(twice, registered.get(5).orElseThrow().number())),
                statements.firstOfCustomers(partner, List.of(customer, another)).stream()
                        .map(all ->
                                all.orElseThrow().stream().map(EanView::number).toList())
                        .toList());
        assertEquals(
                Optional.of(List.of(
                        registered.get(2).orElseThrow(), registered.get(5).orElseThrow())),
                statements.firstOfCustomers(partner, List.of(another)).get(0));
    }

    @Test
    void eans_are_listed_in_request_order_and_only_for_their_organisation() {
        long with = customer();
        long without = customer();
        EanView ean = register(with, Unique.ean());
        CurrentOrganisation other = PartnerFixture.register(organisations);

        assertEquals(
                List.of(Optional.of(List.of()), Optional.of(List.of(ean)), Optional.empty()),
                statements.firstOfCustomers(partner, List.of(without, with, Long.MAX_VALUE)));
        assertEquals(
                List.of(Optional.empty(), Optional.empty()),
                statements.firstOfCustomers(other, List.of(without, with)));
    }

    private EanView register(long customer, String number) {
        return eans.register(partner, customer, ean(number).value());
    }

    private static EanRequest request(long customer, String number) {
        return new EanRequest(customer, ean(number).value(), null, Author.ofRequest());
    }

    private long customer() {
        return CustomerFixture.register(customers, partner, Unique.email()).id();
    }

    private static Validated<Ean> ean(String number) {
        byte[] json = Body.ean(number).text().getBytes(StandardCharsets.UTF_8);
        return RequestType.object("ean", Ean::from).parse(JsonReader.parse(json));
    }

    private static List<Ean> all(String... numbers) {
        return Arrays.stream(numbers)
                .map(EansInContainerIT::ean)
                .map(Validated::value)
                .toList();
    }

    private long seen(String number) {
        return others.number("SELECT count(*) FROM eans WHERE number = ?", number);
    }

    private long ofCustomer(long customer) {
        return others.number("SELECT count(*) FROM eans WHERE customer_id = ?", customer);
    }
}
