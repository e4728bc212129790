package be.enbro.soho.eans;

import be.enbro.soho.json.Times;
import be.enbro.soho.ledger.Author;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.persistence.BigintArray;
import be.enbro.soho.persistence.EntityRows;
import be.enbro.soho.persistence.TextArray;
import be.enbro.soho.validation.Patch;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
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
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SQL statements that each serve any number of an organisation's requests. An insert is a transaction of its own,
 * because it is executed on the thread of one of these requests, except the one that is named so.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class EanStatements {
    /** The number of EANs of one customer that are in memory at once; each may take 20 KB. */
    static final int CHUNK_SIZE = 25;

    /**
     * Inserts all EANs in one statement, skipping numbers already taken, customers of other organisations, and EANs
     * beyond a customer's limit ({@code free_eans}). The unique constraint decides which of two requests was first. Ids
     * are assigned in the order of the requests. Rows are inserted in the order of their numbers, and customers are
     * locked in the order of their ids, so that concurrent statements cannot deadlock. OFFSET 0 makes PostgreSQL
     * convert each row once instead of once per column. The statement records one event per request and customer itself,
     * because a trigger cannot tell the requests that share it (docs/decisions/0022).
     */
    private static final String INSERT_SQL =
            """
            WITH customer AS MATERIALIZED (
              SELECT id, free_eans(id) AS free, set_config('soho.writes_events', 'on', true) FROM (
                SELECT id FROM customers WHERE organisation_id + 0 = ?1 AND id = ANY (CAST(?2 AS bigint[]))
                ORDER BY id OFFSET 0) AS found),
            given AS MATERIALIZED (
              SELECT customer_id, json, request, row_number() OVER (PARTITION BY customer_id ORDER BY place) AS turn
              FROM ROWS FROM (unnest(CAST(?2 AS bigint[])), jsonb_array_elements(CAST(?3 AS jsonb)),
                unnest(CAST(?5 AS bigint[]))) WITH ORDINALITY AS each (customer_id, json, request, place)),
            ean AS MATERIALIZED (
              SELECT nextval('eans_id_seq') AS new_id, row.owner, request, ${values} FROM given, LATERAL (
                SELECT customer.id AS owner, jsonb_populate_record(CAST(NULL AS eans), given.json) AS entity FROM customer
                WHERE customer.id = given.customer_id AND given.turn <= customer.free OFFSET 0) AS row),
            registered AS (
              INSERT INTO eans (id, customer_id, state, created_at, confirmed_at, ${columns})
              SELECT new_id, owner, 'ready', CAST(?4 AS timestamptz), CAST(?4 AS timestamptz), ${columns}
              FROM ean ORDER BY number
              ON CONFLICT (number) DO NOTHING RETURNING number, customer_id, id),
            recorded AS (
              INSERT INTO events (at, type, organisation_id, customer_id, ean_ids, actor, request_id)
              SELECT CAST(?4 AS timestamptz), 'eans.registered', ?1, owner, ean_ids, actor, request_id FROM (
                SELECT owner, request, array_agg(id ORDER BY id) AS ean_ids
                FROM registered JOIN ean ON ean.new_id = registered.id GROUP BY owner, request) AS event
              JOIN ROWS FROM (unnest(CAST(?6 AS text[])), unnest(CAST(?7 AS text[])))
                WITH ORDINALITY AS author (actor, request_id, request) USING (request))
            SELECT number, customer_id, id FROM registered""";

    @PersistenceContext
    private EntityManager entityManager;

    @Resource
    private SessionContext context;

    private EntityRows rows;
    private String insertSql;

    @PostConstruct
    void createSql() {
        rows = new EntityRows(entityManager, Ean.class);
        insertSql = rows.insert(INSERT_SQL);
    }

    /**
     * Inserts EANs of the organisation's customers, each independent of the others.
     *
     * @return the results in the order of the requests; empty where the number is taken, also by an earlier EAN of the
     *     list, where the customer is not the organisation's, and where the customer's limit is reached
     */
    public List<Optional<EanView>> insert(CurrentOrganisation organisation, List<EanRequest> requests) {
        Map<EanKey, EanRequest> distinct = new LinkedHashMap<>();
        requests.forEach(request -> distinct.putIfAbsent(request.key(), request));
        Instant now = Times.now();
        Map<EanKey, Long> inserted = insert(organisation, distinct.values(), now);
        List<Optional<EanView>> views = new ArrayList<>(requests.size());
        for (EanRequest request : requests) {
            views.add(Optional.ofNullable(inserted.remove(request.key())).map(id -> request.registered(id, now)));
        }
        return views;
    }

    /** Inserts either all EANs or none; in the latter case the result contains an empty element. */
    public List<Optional<EanView>> insertAllOrNone(CurrentOrganisation organisation, List<EanRequest> requests) {
        List<Optional<EanView>> views = insert(organisation, requests);
        if (views.contains(Optional.<EanView>empty())) {
            context.setRollbackOnly();
        }
        return views;
    }

    /** Inserts EANs in the transaction of the caller, otherwise like {@link #insert}. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public List<Optional<EanView>> insertInTransaction(CurrentOrganisation organisation, List<EanRequest> requests) {
        return insert(organisation, requests);
    }

    /**
     * Corrects an EAN that the caller's transaction has locked; returns false if its new number is taken or its new
     * supplier does not exist.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public boolean correct(long id, Patch<Ean> patch) {
        return rows.correct(entityManager, id, patch.values(), patch.names());
    }

    private Map<EanKey, Long> insert(CurrentOrganisation organisation, Collection<EanRequest> requests, Instant now) {
        Map<Author, Long> authors = numbered(requests);
        Map<EanKey, Long> ids = new HashMap<>();
        for (Object row : entityManager
                .createNativeQuery(insertSql)
                .setParameter(1, organisation.id())
                .setParameter(2, BigintArray.of(requests.stream().map(EanRequest::customerId)))
                .setParameter(
                        3, rows.json(requests.stream().map(EanRequest::ean).toList()))
                .setParameter(4, now.atOffset(ZoneOffset.UTC))
                .setParameter(5, BigintArray.of(requests.stream().map(request -> authors.get(request.author()))))
                .setParameter(6, TextArray.of(inOrder(authors).map(Author::actor)))
                .setParameter(7, TextArray.of(inOrder(authors).map(Author::requestId)))
                .getResultList()) {
            Object[] columns = (Object[]) row;
            ids.put(new EanKey((Long) columns[1], (String) columns[0]), (Long) columns[2]);
        }
        return ids;
    }

    /** Numbers the authors from 1, by identity: two requests may have the same id. */
    private static Map<Author, Long> numbered(Collection<EanRequest> requests) {
        Map<Author, Long> numbers = new IdentityHashMap<>();
        requests.forEach(request -> numbers.putIfAbsent(request.author(), numbers.size() + 1L));
        return numbers;
    }

    private static Stream<Author> inOrder(Map<Author, Long> numbered) {
        return numbered.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    /**
     * Finds the first EANs of the organisation's customers, ordered by id, at most {@link #CHUNK_SIZE} + 1 per
     * customer. Results are in the order of the customers, empty where the organisation has no such customer.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Optional<List<EanView>>> firstOfCustomers(CurrentOrganisation organisation, List<Long> customerIds) {
        Map<Long, List<EanView>> found = new HashMap<>();
        entityManager
                .createNamedQuery("eans.ofCustomers", Object[].class)
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
}
