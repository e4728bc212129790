package be.enbro.soho.eans;

import be.enbro.soho.customers.Customers;
import be.enbro.soho.database.RowsText;
import be.enbro.soho.errors.Rejected;
import be.enbro.soho.json.Times;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.params.Parsed;
import be.enbro.soho.suppliers.Suppliers;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The EANs of each customer. */
@Stateless
public class Eans {
    /**
     * All EANs of a request in one statement, but for numbers that are taken: the unique constraint alone decides who was
     * first; and none if the organisation has no such customer. They get their ids in the order of the request, and are
     * inserted in the order of their numbers, so that two requests with the same numbers wait for each other and never in
     * a circle. Each row is read from its own text, so that PostgreSQL frees what reading it took (docs/decisions/0010);
     * once, by OFFSET 0, and not for each of its columns.
     */
    static final String REGISTER =
            """
            WITH asked AS MATERIALIZED (
              SELECT nextval('eans_id_seq') AS new_id, customer.id AS customer_id, (row.ean).*,
                'ready', CAST(?4 AS timestamptz) AS created_at, CAST(?4 AS timestamptz) AS confirmed_at
              FROM customers AS customer, LATERAL (
                SELECT CAST(text AS asked_ean) AS ean FROM unnest(CAST(?3 AS text[])) AS text OFFSET 0) AS row
              WHERE customer.id = ?1 AND customer.organisation_id = ?2)
            INSERT INTO eans (id, customer_id, supplier_id, number, product, reason, street, building, building_addon,
              postal_code, city, consumptions, fixed_fee, gsc, wkk, solar_panels, recording_period, contract_end_date,
              respect_contract_end_date, tariff_group, inverter_max_power, state, created_at, confirmed_at)
            SELECT * FROM asked ORDER BY number
            ON CONFLICT (number) DO NOTHING RETURNING number, id""";

    @PersistenceContext
    private EntityManager database;

    @EJB
    private Customers customers;

    @EJB
    private Suppliers suppliers;

    /** The organisation's customer's EANs, by id; none if the organisation has no such customer. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<List<EanView>> ofCustomer(CurrentOrganisation organisation, long customerId) {
        List<EanView> eans = database.createQuery(
                        "SELECT e, s.name FROM Ean e JOIN Customer c ON c.id = e.customerId"
                                + " LEFT JOIN Supplier s ON s.id = e.supplierId"
                                + " WHERE c.id = :customer AND c.organisationId = :organisation ORDER BY e.id",
                        Object[].class)
                .setParameter("customer", customerId)
                .setParameter("organisation", organisation.id())
                .getResultStream()
                .map(row -> ((Ean) row[0]).view((String) row[1]))
                .toList();
        boolean found = !eans.isEmpty() || customers.exists(organisation, customerId);
        return found ? Optional.of(eans) : Optional.empty();
    }

    /**
     * Registers one EAN of the organisation's customer, in one statement that needs no transaction about it;
     * {@link Rejected} if its number is taken, anything else is wrong or there is no such customer.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public EanView register(CurrentOrganisation organisation, long customerId, Parsed<EanParams> asked) {
        return registerAll(organisation, customerId, List.of(asked), false).get(0);
    }

    /**
     * Registers many EANs of the organisation's customer, all or none, in their order; {@link Rejected} with every error
     * of each, or if there is no such customer.
     */
    public List<EanView> registerAll(
            CurrentOrganisation organisation, long customerId, Parsed<List<Parsed<EanParams>>> asked) {
        if (asked.value() == null) {
            throw new Rejected(asked.errors());
        }
        return registerAll(organisation, customerId, asked.value(), true);
    }

    private List<EanView> registerAll(
            CurrentOrganisation organisation, long customerId, List<Parsed<EanParams>> asked, boolean indexed) {
        Map<Long, String> supplierNames = suppliers.names(fields(asked, EanParams::supplierId));
        EanRules rules = new EanRules(customerId, supplierNames.keySet());
        Set<String> numbers = fields(asked, EanParams::number);
        if (rules.errors(asked, Map.of(), indexed).isEmpty()) {
            List<EanParams> eans = asked.stream().map(Parsed::value).toList();
            Instant now = Times.now();
            Map<String, Long> ids = insert(organisation, customerId, eans, now);
            if (ids.size() == eans.size()) {
                return eans.stream()
                        .map(ean -> ean.registered(ids.get(ean.number()), customerId, supplierNames, now))
                        .toList();
            }
            numbers.removeAll(ids.keySet());
        }
        throw new Rejected(rules.errors(asked, holders(numbers), indexed));
    }

    /** The ids by number; fewer than there are EANs if other requests were first, none without the customer. */
    private Map<String, Long> insert(
            CurrentOrganisation organisation, long customerId, List<EanParams> eans, Instant now) {
        RowsText rows = new RowsText(eans.size());
        eans.forEach(ean -> ean.addTo(rows));
        List<?> registered = database.createNamedQuery("eans.register")
                .setParameter(1, customerId)
                .setParameter(2, organisation.id())
                .setParameter(3, rows.whole())
                .setParameter(4, Timestamp.from(now))
                .getResultList();
        return registered.stream().map(Object[].class::cast).collect(Collectors.toMap(row -> (String) row[0], row ->
                (Long) row[1]));
    }

    /** The customers, of whatever organisation, that hold the numbers. */
    private Map<String, Long> holders(Set<String> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return database.createQuery(
                        "SELECT e.number, e.customerId FROM Ean e WHERE e.number IN :numbers", Object[].class)
                .setParameter("numbers", numbers)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    /** What the EANs say in a field, but for those where it is not given or failed. */
    private static <T> Set<T> fields(List<Parsed<EanParams>> asked, Function<EanParams, T> field) {
        return asked.stream()
                .map(Parsed::value)
                .filter(Objects::nonNull)
                .map(field)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
