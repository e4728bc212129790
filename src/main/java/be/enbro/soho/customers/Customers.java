package be.enbro.soho.customers;

import be.enbro.soho.database.BigintArray;
import be.enbro.soho.database.FailedCommit;
import be.enbro.soho.database.SqlErrors;
import be.enbro.soho.database.StoredRows;
import be.enbro.soho.errors.ApiError;
import be.enbro.soho.json.Times;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.params.Parsed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The customers of each organisation, seen by no other. */
@Stateless
public class Customers {
    private static final ApiError EMAIL_TAKEN =
            ApiError.custom("confirmed_email_has_already_been_taken", "it is already registered", "customer.email");

    /**
     * One statement for any number of customers. The unique constraint alone decides who was first; a look-up before it
     * would cost a round trip and prove nothing. The shared lock comes before the ids, see {@link Landmarks}: they are taken
     * where the lock's row is read. Rows are inserted in the order of their emails, so that concurrent statements cannot
     * deadlock.
     */
    static final String REGISTER =
            """
            WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(?1), ?1 AS organisation_id)
            INSERT INTO customers
            SELECT (row.customer).* FROM turn, LATERAL (
              SELECT jsonb_populate_record(CAST(NULL AS customers), (sent -> 'profile') || sent || jsonb_build_object(
                'organisation_id', turn.organisation_id, 'id', nextval('customers_id_seq'),
                'profile_id', nextval('profiles_id_seq'))) AS customer
              FROM jsonb_array_elements(CAST(?2 AS jsonb)) AS sent OFFSET 0) AS row
            ORDER BY (row.customer).email
            ON CONFLICT (email) DO NOTHING RETURNING email, id, profile_id""";

    /** How many customers there are: those before the last landmark and those after it. */
    static final String TOTAL =
            """
            WITH last AS (
              SELECT position, customer_id FROM customer_landmarks WHERE organisation_id = ?1
              ORDER BY position DESC LIMIT 1)
            SELECT COALESCE((SELECT position FROM last), 0) AS settled, (
              SELECT count(*) FROM customers WHERE organisation_id = ?1
              AND id >= COALESCE((SELECT customer_id FROM last), 0)) AS unsettled""";

    /**
     * The page, found from the last landmark before it, and on each row the total of the same moment. First the ids, from
     * the organisation's index alone; OFFSET 0 has each row then fetched by its id, however many the plan expects. The
     * columns are named: a prepared statement must not change its result when a newer version adds one.
     */
    static final String PAGE = "WITH total AS (" + TOTAL
            + """
            ), start AS (
              SELECT position, customer_id FROM customer_landmarks WHERE organisation_id = ?1 AND position <= ?2
              ORDER BY position DESC LIMIT 1),
            page AS (
              SELECT id FROM customers WHERE organisation_id = ?1
              AND id >= COALESCE((SELECT customer_id FROM start), 0)
              ORDER BY id OFFSET ?2 - COALESCE((SELECT position FROM start), 0) LIMIT ?3)
            SELECT total.settled, total.unsettled, customer.* FROM total, page, LATERAL (
              SELECT id, organisation_id, email, created_at, updated_at, profile_id, title, first_name, last_name, birth_date,
                phone, city, street, building, building_addon, postal_code, language, profile_created_at, profile_updated_at
              FROM customers WHERE id = page.id OFFSET 0) AS customer
            ORDER BY page.id""";

    @PersistenceContext
    private EntityManager database;

    @EJB
    private Landmarks landmarks;

    /**
     * Registers the organisation's customers whose email nobody has, each independent of the others, in one statement.
     *
     * @return in the order of the customers; empty for one that was refused
     */
    public List<Optional<CustomerView>> register(CurrentOrganisation organisation, List<Customer> customers) {
        Map<String, Customer> first = new LinkedHashMap<>();
        customers.forEach(customer -> first.putIfAbsent(customer.email(), customer));
        Set<String> registered = insert(organisation, first);
        return customers.stream()
                .map(customer -> registered.remove(customer.email())
                        ? Optional.of(first.get(customer.email()).view())
                        : Optional.<CustomerView>empty())
                .toList();
    }

    /** Everything that is wrong with a customer that was not registered. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ApiError> errors(Parsed<Customer> asked) {
        List<ApiError> errors = new ArrayList<>(asked.errors());
        String email = asked.value() == null ? null : asked.value().email();
        if (asked.isValid() || email != null && isTaken(email)) {
            errors.add(EMAIL_TAKEN);
        }
        return errors;
    }

    /** The organisation's customers of those ids, each in its place. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Optional<CustomerView>> find(CurrentOrganisation organisation, List<Long> ids) {
        Map<Long, CustomerView> found = database.createNamedQuery("customers.find", Customer.class)
                .setParameter("organisation", organisation.id())
                .setParameter("ids", BigintArray.of(ids.stream()))
                .getResultStream()
                .map(Customer::view)
                .collect(Collectors.toMap(CustomerView::id, Function.identity()));
        return ids.stream().map(found::get).map(Optional::ofNullable).toList();
    }

    /** Whether the organisation has a customer of that id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean exists(CurrentOrganisation organisation, long id) {
        return !database.createQuery(
                        "SELECT c.id FROM Customer c WHERE c.id = :id AND c.organisationId = :organisation", Long.class)
                .setParameter("id", id)
                .setParameter("organisation", organisation.id())
                .getResultList()
                .isEmpty();
    }

    /** A page of the organisation's customers, by id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<CustomerView> page(CurrentOrganisation organisation, PageRequest asked) {
        List<?> rows = database.createNamedQuery("customers.page")
                .setParameter(1, organisation.id())
                .setParameter(2, asked.offset())
                .setParameter(3, asked.per())
                .getResultList();
        List<CustomerView> records = rows.stream()
                .map(row -> ((Customer) ((Object[]) row)[0]).view())
                .toList();
        if (rows.isEmpty()) {
            return Page.of(asked, total(organisation), records);
        }
        Object[] first = (Object[]) rows.get(0);
        return Page.of(asked, total(organisation, (Long) first[1], (Long) first[2]), records);
    }

    private long total(CurrentOrganisation organisation) {
        Object[] row = (Object[]) database.createNamedQuery("customers.total")
                .setParameter(1, organisation.id())
                .getSingleResult();
        return total(organisation, (Long) row[0], (Long) row[1]);
    }

    private long total(CurrentOrganisation organisation, long settled, long unsettled) {
        if (Landmarks.areWorthwhile(unsettled)) {
            setLandmarks(organisation);
        }
        return settled + unsettled;
    }

    /** A list is answered whether they can be set or not. */
    private void setLandmarks(CurrentOrganisation organisation) {
        try {
            landmarks.set(organisation.id());
        } catch (RuntimeException failure) {
            RuntimeException explained = FailedCommit.explained(failure);
            if (!SqlErrors.isTransient(explained)) {
                throw explained;
            }
        }
    }

    /** Inserts the customers and returns the emails of those that were: others' emails are taken. */
    private Set<String> insert(CurrentOrganisation organisation, Map<String, Customer> customers) {
        Instant now = Times.now();
        customers.values().forEach(customer -> customer.registeredBy(organisation.id(), now));
        List<?> stored = database.createNamedQuery("customers.register")
                .setParameter(1, organisation.id())
                .setParameter(2, StoredRows.of(customers.values()))
                .getResultList();
        Set<String> emails = new HashSet<>();
        for (Object row : stored) {
            Object[] columns = (Object[]) row;
            String email = (String) columns[0];
            customers.get(email).storedAs((Long) columns[1], (Long) columns[2]);
            emails.add(email);
        }
        return emails;
    }

    /** Asked across all organisations: an email belongs to one customer of them all. */
    private boolean isTaken(String email) {
        return !database.createQuery("SELECT c.id FROM Customer c WHERE c.email = :email", Long.class)
                .setParameter("email", email)
                .getResultList()
                .isEmpty();
    }
}
