package be.enbro.soho.suppliers;

import be.enbro.soho.errors.Rejected;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.params.Parsed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** The suppliers that an EAN can name, the same for every organisation. */
@Stateless
public class Suppliers {
    private static final long FRESH_NANOSECONDS = Duration.ofSeconds(1).toNanos();

    /** By id. An operator may rename or delete a supplier by SQL, so each is looked up again after a second of use. */
    private static final Map<Long, Known> NAMES = new ConcurrentHashMap<>();

    private static final AtomicLong DELETIONS = new AtomicLong();

    @PersistenceContext
    private EntityManager database;

    /** Adds a supplier; {@link Rejected} if anything is wrong with it. */
    public SupplierView register(Parsed<SupplierParams> asked) {
        if (!asked.isValid()) {
            throw new Rejected(asked.errors());
        }
        Supplier supplier = new Supplier(asked.value().name());
        database.persist(supplier);
        database.flush();
        return supplier.view();
    }

    /** A page of all suppliers, by id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<SupplierView> page(PageRequest asked) {
        long total = database.createQuery("SELECT COUNT(s) FROM Supplier s", Long.class)
                .getSingleResult();
        List<SupplierView> records = asked.isBeyond(total)
                ? List.of()
                : database.createQuery("SELECT s FROM Supplier s ORDER BY s.id", Supplier.class)
                        .setFirstResult((int) asked.offset())
                        .setMaxResults(asked.per())
                        .getResultStream()
                        .map(Supplier::view)
                        .toList();
        return Page.of(asked, total, records);
    }

    /** The names of those of the ids that there are, or were within the last second. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<Long, String> names(Set<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        for (Long id : ids) {
            Known known = NAMES.get(id);
            if (known == null || !known.isFresh()) {
                return lookUp(ids);
            }
            names.put(id, known.name);
        }
        return names;
    }

    /** Has every supplier looked up anew at its next use, because one turned out to be deleted. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void forget() {
        DELETIONS.incrementAndGet();
    }

    private Map<Long, String> lookUp(Set<Long> ids) {
        long now = System.nanoTime();
        long deletions = DELETIONS.get();
        Map<Long, String> names = database.createQuery(
                        "SELECT s.id, s.name FROM Supplier s WHERE s.id IN :ids", Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (String) row[1]));
        NAMES.keySet().removeAll(ids);
        names.forEach((id, name) -> NAMES.put(id, new Known(name, now, deletions)));
        return names;
    }

    private record Known(String name, long lookedUpAt, long deletionsThen) {
        boolean isFresh() {
            return System.nanoTime() - lookedUpAt < FRESH_NANOSECONDS && deletionsThen == DELETIONS.get();
        }
    }
}
