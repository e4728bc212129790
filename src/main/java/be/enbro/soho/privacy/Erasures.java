package be.enbro.soho.privacy;

import be.enbro.soho.customers.Erasure;
import be.enbro.soho.customers.ReceiptView;
import be.enbro.soho.json.Times;
import be.enbro.soho.ledger.Author;
import be.enbro.soho.paging.CursorPage;
import be.enbro.soho.paging.CursorRequest;
import be.enbro.soho.persistence.BigintArray;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Lists and replays the erasures of all organisations' customers, for the operator. */
@Stateless
public class Erasures {
    /** The maximum number of customers that one transaction erases. */
    private static final int BATCH_SIZE = 100;

    /** The number of EANs with which a batch is full, so that its statement takes a fraction of its time-out. */
    private static final int BATCH_EANS = 5_000;

    /** Exclusive: all smaller ids are committed, and later ids will be greater (the schema's erase_customer). */
    private static final String LOCK_RECEIPTS_SQL = "SELECT CAST(pg_advisory_xact_lock(101, 0) AS text)";

    /** OFFSET 0 makes PostgreSQL look up each customer by its id, whatever number of them it expects. */
    private static final String PRESENT_SQL =
            """
            SELECT customer.id, (SELECT count(*) FROM eans WHERE customer_id = customer.id)
            FROM unnest(CAST(?1 AS bigint[]), CAST(?2 AS timestamptz[])) AS erasure (customer_id, erased_at), LATERAL (
              SELECT id, created_at FROM customers WHERE id = erasure.customer_id OFFSET 0) AS customer
            WHERE customer.created_at < erasure.erased_at ORDER BY customer.id""";

    /** As registrations of EANs do, before the customers are locked: one of them may be for several of the customers. */
    private static final String LOCK_EANS_SQL = "SELECT count(free_eans(id))"
            + " FROM (SELECT id FROM unnest(CAST(?1 AS bigint[])) AS id ORDER BY id OFFSET 0) AS customer";

    private static final String LOCK_SQL =
            "SELECT id FROM customers WHERE id = ANY (CAST(?1 AS bigint[])) ORDER BY id FOR UPDATE";

    private static final String ERASE_SQL = "DELETE FROM customers WHERE id = ANY (CAST(?1 AS bigint[]))";

    @PersistenceContext
    private EntityManager entityManager;

    /** The proxy of this bean, which begins transactions. */
    @EJB
    private Erasures self;

    /** Returns the receipts after an id, ordered by id. No receipt with a smaller id than one of them is added later. */
    public CursorPage<ReceiptView> after(CursorRequest request) {
        entityManager.createNativeQuery(LOCK_RECEIPTS_SQL).getSingleResult();
        List<ReceiptView> receipts = entityManager
                .createQuery("SELECT e FROM Erasure e WHERE e.id > :after ORDER BY e.id", Erasure.class)
                .setParameter("after", request.after())
                .setMaxResults(request.limit() + 1)
                .getResultStream()
                .map(Erasure::receipt)
                .toList();
        return CursorPage.of(request, receipts, ReceiptView::id);
    }

    /**
     * Erases the customers who are there again after a restore: those who were registered before their erasure. Each batch
     * is a transaction of its own, in the order of the ids; after a failure the same replay continues with those that remain.
     *
     * @return how many were erased
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public int replay(List<ErasureParams> erasures) {
        int erased = 0;
        for (List<Long> batch : batches(present(erasures))) {
            erased += self.erase(batch);
        }
        return erased;
    }

    /**
     * Erases the customers with these ids, all or none; those who are not there are ignored.
     *
     * @return how many were there
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int erase(List<Long> customerIds) {
        String ids = BigintArray.of(customerIds.stream());
        Author.ofRequest().sign(entityManager);
        entityManager.createNativeQuery(LOCK_EANS_SQL).setParameter(1, ids).getSingleResult();
        entityManager.createNativeQuery(LOCK_SQL).setParameter(1, ids).getResultList();
        return entityManager.createNativeQuery(ERASE_SQL).setParameter(1, ids).executeUpdate();
    }

    /** Returns the customers who are to be erased, ordered by id. */
    private List<Present> present(List<ErasureParams> erasures) {
        Map<Long, Instant> latest = new TreeMap<>();
        erasures.forEach(erasure -> latest.merge(
                erasure.customerId(), erasure.erasedAt(), (one, other) -> one.isAfter(other) ? one : other));
        List<?> rows = entityManager
                .createNativeQuery(PRESENT_SQL)
                .setParameter(1, BigintArray.of(latest.keySet().stream()))
                .setParameter(2, latest.values().stream().map(Times::text).collect(Collectors.joining(",", "{", "}")))
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Present((Long) row[0], (Long) row[1]))
                .toList();
    }

    private static List<List<Long>> batches(List<Present> customers) {
        List<List<Long>> batches = new ArrayList<>();
        long eans = BATCH_EANS;
        for (Present customer : customers) {
            if (eans >= BATCH_EANS || batches.get(batches.size() - 1).size() == BATCH_SIZE) {
                batches.add(new ArrayList<>());
                eans = 0;
            }
            batches.get(batches.size() - 1).add(customer.id);
            eans += customer.eans;
        }
        return batches;
    }

    private record Present(long id, long eans) {}
}
