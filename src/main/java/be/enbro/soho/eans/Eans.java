package be.enbro.soho.eans;

import be.enbro.soho.database.BigintArray;
import be.enbro.soho.database.StoredRows;
import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ValidationException;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
    /** EANs of one customer (contract extensions, section 9); {@code free_eans} of the schema has it, too. */
    private static final int MOST_OF_CUSTOMER = 5_000;

    /** EANs of one customer that are held in memory at once, where each may take 20 KB. */
    static final int AT_ONCE = 25;

    /**
     * All EANs in one statement, but for numbers that are taken: the unique constraint alone decides who was first; and but
     * for those of customers whom the organisation has not. They get their ids in the order in which they were asked for,
     * and are inserted in the order of their numbers, so that two statements with the same numbers wait for each other and
     * never in a circle; for the same reason the customers' turns ({@code free_eans}) are taken in the order of their ids. Each
     * row is read once, by OFFSET 0, and not for each of its columns.
     */
    static final String REGISTER =
            """
            WITH customer AS MATERIALIZED (
              SELECT id, free_eans(id) AS free FROM (
                SELECT id FROM customers WHERE organisation_id + 0 = ?1 AND id = ANY (CAST(?2 AS bigint[]))
                ORDER BY id OFFSET 0) AS found),
            sent AS MATERIALIZED (
              SELECT CAST(ean ->> 'customer_id' AS bigint) AS customer_id, ean,
                row_number() OVER (PARTITION BY ean -> 'customer_id' ORDER BY place) AS turn
              FROM jsonb_array_elements(CAST(?3 AS jsonb)) WITH ORDINALITY AS each (ean, place)),
            asked AS MATERIALIZED (
              SELECT (row.ean).* FROM sent, LATERAL (
                SELECT jsonb_populate_record(CAST(NULL AS eans),
                  sent.ean || jsonb_build_object('id', nextval('eans_id_seq'))) AS ean
                FROM customer WHERE customer.id = sent.customer_id AND sent.turn <= customer.free OFFSET 0) AS row)
            INSERT INTO eans SELECT * FROM asked ORDER BY number
            ON CONFLICT (number) DO NOTHING RETURNING number, customer_id, id""";

    @PersistenceContext
    private EntityManager database;

    @EJB
    private Suppliers suppliers;

    /**
     * The first EANs of the organisation's customers, each customer's in its place and by id; none for one that it has not. A
     * customer that has more than {@link #AT_ONCE} is shown with one more than so many, and has the rest in {@link #ids}.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Optional<List<EanView>>> firstOfCustomers(CurrentOrganisation organisation, List<Long> customerIds) {
        Map<Long, List<EanView>> found = new HashMap<>();
        database.createNamedQuery("eans.ofCustomers", Object[].class)
                .setParameter("organisation", organisation.id())
                .setParameter("customers", BigintArray.of(customerIds.stream()))
                .getResultStream()
                .forEach(row -> add(found.computeIfAbsent((Long) row[0], customer -> new ArrayList<>()), row));
        return customerIds.stream().map(found::get).map(Optional::ofNullable).toList();
    }

    private static void add(List<EanView> eans, Object[] row) {
        if (row[1] != null) {
            eans.add(((Ean) row[1]).view((String) row[2]));
        }
    }

    /** The ids of all EANs that the organisation's customer has at one moment, in ascending order. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Long> ids(CurrentOrganisation organisation, long customerId) {
        return database.createQuery(
                        "SELECT e.id FROM Customer c JOIN Ean e ON e.customerId = c.id"
                                + " WHERE c.id = :customer AND c.organisationId = :organisation ORDER BY e.id",
                        Long.class)
                .setParameter("customer", customerId)
                .setParameter("organisation", organisation.id())
                .getResultList();
    }

    /** The EANs of the organisation's customer that have these ids, in their order. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<EanView> find(CurrentOrganisation organisation, long customerId, List<Long> ids) {
        return database.createQuery(
                        "SELECT e, s.name FROM Ean e JOIN Customer c ON c.id = e.customerId"
                                + " LEFT JOIN Supplier s ON s.id = e.supplierId"
                                + " WHERE c.id = :customer AND c.organisationId = :organisation AND e.id IN :ids"
                                + " ORDER BY e.id",
                        Object[].class)
                .setParameter("customer", customerId)
                .setParameter("organisation", organisation.id())
                .setParameter("ids", ids)
                .getResultStream()
                .map(row -> ((Ean) row[0]).view((String) row[1]))
                .toList();
    }

    /**
     * Registers EANs of the organisation's customers, each independent of the others, in one statement; none in the place
     * of one that is wrong, whose number is taken or whose customer the organisation has not.
     */
    public List<Optional<EanView>> register(CurrentOrganisation organisation, List<AskedEan> asked) {
        Map<Long, String> supplierNames =
                supplierNames(asked.stream().map(AskedEan::ean).toList());
        Map<EanOfCustomer, Ean> first = new LinkedHashMap<>();
        List<EanOfCustomer> each = new ArrayList<>();
        for (AskedEan one : asked) {
            EanOfCustomer ean = errors(one, supplierNames, Set.of()).isEmpty() ? one.ofCustomer() : null;
            each.add(ean);
            if (ean != null) {
                first.putIfAbsent(ean, one.ean().value());
            }
        }
        Map<EanOfCustomer, EanView> registered = insert(organisation, first, supplierNames);
        return each.stream().map(registered::remove).map(Optional::ofNullable).toList();
    }

    /**
     * Everything that is wrong with an EAN that was not registered; nothing if it is the customer that is not there, or if
     * others asked at the same time for the last place that the customer has.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ApiError> errors(CurrentOrganisation organisation, AskedEan asked) {
        List<Parsed<Ean>> ean = List.of(asked.ean());
        List<ApiError> errors = new ArrayList<>(errors(asked, supplierNames(ean), fields(ean, Ean::number)));
        if (count(organisation, asked.customerId()) >= MOST_OF_CUSTOMER) {
            errors.add(EanRules.LIMIT_REACHED);
        }
        return errors;
    }

    private List<ApiError> errors(AskedEan asked, Map<Long, String> supplierNames, Set<String> numbers) {
        return new EanRules(asked.customerId(), supplierNames.keySet())
                .errors(List.of(asked.ean()), holders(numbers), false);
    }

    /**
     * Registers many EANs of the organisation's customer, all or none, in their order; {@link ValidationException} with every error
     * of each, or if there is no such customer.
     */
    public List<EanView> registerAll(
            CurrentOrganisation organisation, long customerId, Parsed<List<Parsed<Ean>>> asked) {
        if (asked.value() == null) {
            throw new ValidationException(asked.errors());
        }
        List<Parsed<Ean>> eans = asked.value();
        Map<Long, String> supplierNames = supplierNames(eans);
        EanRules rules = new EanRules(customerId, supplierNames.keySet());
        Set<String> numbers = fields(eans, Ean::number);
        if (rules.errors(eans, Map.of(), true).isEmpty()) {
            Map<EanOfCustomer, Ean> all = new LinkedHashMap<>();
            eans.forEach(
                    ean -> all.put(new EanOfCustomer(customerId, ean.value().number()), ean.value()));
            Map<EanOfCustomer, EanView> registered = insert(organisation, all, supplierNames);
            if (registered.size() == all.size()) {
                return all.keySet().stream().map(registered::get).toList();
            }
            registered.keySet().forEach(ean -> numbers.remove(ean.number()));
        }
        List<ApiError> errors = new ArrayList<>(rules.errors(eans, holders(numbers), true));
        if (count(organisation, customerId) + eans.size() > MOST_OF_CUSTOMER) {
            errors.add(EanRules.LIMIT_REACHED_BY_BULK);
        }
        throw new ValidationException(errors);
    }

    private long count(CurrentOrganisation organisation, long customerId) {
        return database.createQuery(
                        "SELECT COUNT(e) FROM Customer c JOIN Ean e ON e.customerId = c.id"
                                + " WHERE c.id = :customer AND c.organisationId = :organisation",
                        Long.class)
                .setParameter("customer", customerId)
                .setParameter("organisation", organisation.id())
                .getSingleResult();
    }

    /** What was registered; without the numbers that others hold and the customers whom the organisation has not. */
    private Map<EanOfCustomer, EanView> insert(
            CurrentOrganisation organisation, Map<EanOfCustomer, Ean> asked, Map<Long, String> supplierNames) {
        if (asked.isEmpty()) {
            return new HashMap<>();
        }
        Instant now = Times.now();
        asked.forEach((key, ean) -> ean.registeredFor(key.customerId(), now));
        List<?> stored = database.createNamedQuery("eans.register")
                .setParameter(1, organisation.id())
                .setParameter(2, BigintArray.of(asked.keySet().stream().map(EanOfCustomer::customerId)))
                .setParameter(3, StoredRows.of(asked.values()))
                .getResultList();
        Map<EanOfCustomer, EanView> registered = new HashMap<>();
        for (Object row : stored) {
            Object[] columns = (Object[]) row;
            EanOfCustomer key = new EanOfCustomer((Long) columns[1], (String) columns[0]);
            Ean ean = asked.get(key);
            ean.storedAs((Long) columns[2]);
            registered.put(key, ean.view(supplierNames.get(ean.supplierId())));
        }
        return registered;
    }

    private Map<Long, String> supplierNames(List<Parsed<Ean>> asked) {
        return suppliers.names(fields(asked, Ean::supplierId));
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
    private static <T> Set<T> fields(List<Parsed<Ean>> asked, Function<Ean, T> field) {
        return asked.stream()
                .map(Parsed::value)
                .filter(Objects::nonNull)
                .map(field)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
