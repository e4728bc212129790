package be.enbro.soho.customers;

import be.enbro.soho.json.Times;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.persistence.BigintArray;
import be.enbro.soho.persistence.EntityRows;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * SQL statements that each serve any number of an organisation's requests. An insert is a transaction of its own,
 * because it is executed on the thread of one of these requests, except the one that is named so.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CustomerStatements {
    /**
     * The unique constraint decides which of two requests was first; a query before the insert would cost a round trip
     * and guarantee nothing. The shared lock is taken before the ids are generated, see {@link CustomerPages}. Rows are
     * inserted in the order of their emails, so that concurrent statements cannot deadlock.
     */
    private static final String INSERT_SQL =
            """
            WITH locked AS MATERIALIZED (
              SELECT pg_advisory_xact_lock_shared(?1), CAST(?2 AS timestamptz) AS now),
            given AS MATERIALIZED (
              SELECT locked.now, ${values} FROM locked, LATERAL (
                SELECT jsonb_populate_record(CAST(NULL AS customers), json) AS entity
                FROM jsonb_array_elements(CAST(?3 AS jsonb)) AS json OFFSET 0) AS row)
            INSERT INTO customers (organisation_id, created_at, updated_at, profile_created_at, profile_updated_at,
              terms_accepted_at, privacy_accepted_at, ${columns})
            SELECT ?1, now, now, now, now, now, now, ${columns} FROM given ORDER BY email
            ON CONFLICT (email) DO NOTHING RETURNING email, id, profile_id""";

    @PersistenceContext
    private EntityManager entityManager;

    private EntityRows rows;
    private String insertSql;

    @PostConstruct
    void createSql() {
        rows = new EntityRows(entityManager, Customer.class);
        insertSql = rows.insert(INSERT_SQL);
    }

    /**
     * Inserts the organisation's customers in one statement, each independent of the others.
     *
     * @return the results in the order of the customers; empty where the email is taken, also by an earlier customer of
     *     the list
     */
    public List<Optional<CustomerView>> insert(CurrentOrganisation organisation, List<Customer> customers) {
        Map<String, Customer> distinct = new LinkedHashMap<>();
        customers.forEach(customer -> distinct.putIfAbsent(customer.email(), customer));
        Instant now = Times.now();
        Map<String, Object[]> inserted = new HashMap<>();
        for (Object row : entityManager
                .createNativeQuery(insertSql)
                .setParameter(1, organisation.id())
                .setParameter(2, now.atOffset(ZoneOffset.UTC))
                .setParameter(3, rows.json(distinct.values()))
                .getResultList()) {
            inserted.put((String) ((Object[]) row)[0], (Object[]) row);
        }
        List<Optional<CustomerView>> views = new ArrayList<>(customers.size());
        for (Customer customer : customers) {
            Optional<Object[]> row = Optional.ofNullable(inserted.remove(customer.email()));
            views.add(row.map(ids -> customer.registered(organisation.id(), (Long) ids[1], (Long) ids[2], now)));
        }
        return views;
    }

    /** Inserts a customer in the transaction of the caller; returns empty if its email is taken. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<CustomerView> insertInTransaction(CurrentOrganisation organisation, Customer customer) {
        return insert(organisation, List.of(customer)).get(0);
    }

    /** Finds customers of the organisation by id; results are in the order of the ids, empty where not found. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Optional<CustomerView>> find(CurrentOrganisation organisation, List<Long> ids) {
        Map<Long, CustomerView> found = entityManager
                .createNamedQuery("customers.find", Customer.class)
                .setParameter("organisation", organisation.id())
                .setParameter("ids", BigintArray.of(ids.stream()))
                .getResultStream()
                .map(Customer::view)
                .collect(Collectors.toMap(CustomerView::id, Function.identity()));
        return ids.stream().map(found::get).map(Optional::ofNullable).toList();
    }
}
