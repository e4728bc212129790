package be.enbro.soho.customers;

import be.enbro.soho.json.Times;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.persistence.BigintArray;
import be.enbro.soho.persistence.EntityRows;
import be.enbro.soho.persistence.TextArray;
import be.enbro.soho.validation.Patch;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
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
     * inserted in the order of their emails, so that concurrent statements cannot deadlock. The statement records the
     * events itself, because a trigger cannot tell the requests that share it (docs/decisions/0022).
     */
    private static final String INSERT_SQL =
            """
            WITH locked AS MATERIALIZED (
              SELECT pg_advisory_xact_lock_shared(?1), set_config('soho.writes_events', 'on', true),
                CAST(?2 AS timestamptz) AS now),
            given AS MATERIALIZED (
              SELECT locked.now, row.token_id, row.actor, row.request_id, ${values} FROM locked, LATERAL (
                SELECT token_id, actor, request_id, jsonb_populate_record(CAST(NULL AS customers), json) AS entity
                FROM ROWS FROM (jsonb_array_elements(CAST(?3 AS jsonb)), unnest(CAST(?4 AS bigint[])),
                  unnest(CAST(?5 AS text[])), unnest(CAST(?6 AS text[]))) AS each (json, token_id, actor, request_id)
                OFFSET 0) AS row),
            registered AS (
              INSERT INTO customers (organisation_id, created_at, updated_at, profile_created_at, profile_updated_at,
                terms_accepted_at, privacy_accepted_at, ${columns})
              SELECT ?1, now, now, now, now, now, now, ${columns} FROM given ORDER BY email
              ON CONFLICT (email) DO NOTHING RETURNING email, id, profile_id),
            recorded AS (
              INSERT INTO events (at, type, organisation_id, customer_id, actor, request_id)
              SELECT now, 'customer.registered', ?1, id, actor, request_id FROM registered JOIN given USING (email)),
            agreed AS (
              INSERT INTO consents (customer_id, kind, given_at, registered_from_ip, token_id)
              SELECT id, kind, now, registered_from_ip, token_id FROM registered JOIN given USING (email),
                (VALUES ('terms_and_conditions'), ('privacy_policy')) AS consent (kind))
            SELECT email, id, profile_id FROM registered""";

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
     * @return the results in the order of the requests; empty where the email is taken, also by an earlier customer of
     *     the list
     */
    public List<Optional<CustomerView>> insert(CurrentOrganisation organisation, List<CustomerRequest> requests) {
        Map<String, CustomerRequest> distinct = new LinkedHashMap<>();
        requests.forEach(request -> distinct.putIfAbsent(request.customer().email(), request));
        Collection<CustomerRequest> inserting = distinct.values();
        Instant now = Times.now();
        Map<String, Object[]> inserted = new HashMap<>();
        for (Object row : entityManager
                .createNativeQuery(insertSql)
                .setParameter(1, organisation.id())
                .setParameter(2, now.atOffset(ZoneOffset.UTC))
                .setParameter(
                        3,
                        rows.json(inserting.stream()
                                .map(CustomerRequest::customer)
                                .toList()))
                .setParameter(4, BigintArray.of(inserting.stream().map(request -> request.author()
                        .tokenId())))
                .setParameter(5, TextArray.of(inserting.stream().map(request -> request.author()
                        .actor())))
                .setParameter(6, TextArray.of(inserting.stream().map(request -> request.author()
                        .requestId())))
                .getResultList()) {
            inserted.put((String) ((Object[]) row)[0], (Object[]) row);
        }
        List<Optional<CustomerView>> views = new ArrayList<>(requests.size());
        for (CustomerRequest request : requests) {
            Customer customer = request.customer();
            Optional<Object[]> row = Optional.ofNullable(inserted.remove(customer.email()));
            views.add(row.map(ids -> customer.registered(organisation.id(), (Long) ids[1], (Long) ids[2], now)));
        }
        return views;
    }

    /** Inserts a customer in the transaction of the caller; returns empty if its email is taken. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<CustomerView> insertInTransaction(CurrentOrganisation organisation, CustomerRequest request) {
        return insert(organisation, List.of(request)).get(0);
    }

    /** Corrects a customer that the caller's transaction has locked; returns false if its new email is taken. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean correct(long id, Patch<Customer> patch) {
        return rows.correct(entityManager, id, patch.values(), patch.names());
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
