package be.enbro.soho.suppliers;

import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Manages the suppliers that EANs may refer to, the same for all organisations. */
@Stateless
public class Suppliers {
    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private SupplierNames names;

    /** Registers a supplier. */
    public SupplierView register(SupplierParams request) {
        Supplier supplier = new Supplier(request.name());
        entityManager.persist(supplier);
        entityManager.flush();
        return supplier.view();
    }

    /** Registers a supplier in the transaction of the caller. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public SupplierView registerInTransaction(SupplierParams request) {
        return register(request);
    }

    /** Returns a page of all suppliers, ordered by id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<SupplierView> page(PageRequest request) {
        return Page.of(
                request,
                entityManager.createQuery("SELECT COUNT(s) FROM Supplier s", Long.class),
                entityManager.createQuery("SELECT s FROM Supplier s ORDER BY s.id", Supplier.class),
                Supplier::view);
    }

    /**
     * Returns a page of the suppliers whose names begin with the prefix, ordered by id. The names are compared here,
     * because the locale of the database decides whether its {@code lower} converts more than ASCII; there are some
     * hundred suppliers at most.
     *
     * @param prefix in any case; null or empty for all suppliers
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<NamedSupplierView> page(String prefix, PageRequest request) {
        String start = prefix == null ? "" : prefix;
        List<NamedSupplierView> found = entityManager
                .createQuery("SELECT s.id, s.name FROM Supplier s ORDER BY s.id", Object[].class)
                .getResultStream()
                .map(row -> new NamedSupplierView((Long) row[0], (String) row[1]))
                .filter(supplier -> supplier.name().regionMatches(true, 0, start, 0, start.length()))
                .toList();
        List<NamedSupplierView> records =
                found.stream().skip(request.offset()).limit(request.per()).toList();
        return Page.of(request, found.size(), records);
    }

    /** Returns the names of the ids that exist, or existed when they were last loaded, at most one second ago. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<Long, String> names(Set<Long> ids) {
        return names.get(ids, this::load);
    }

    /** Clears the cache of names, because a supplier turned out to be deleted. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void clearNames() {
        names.clear();
    }

    private Map<Long, String> load(Set<? extends Long> ids) {
        return entityManager
                .createQuery("SELECT s.id, s.name FROM Supplier s WHERE s.id IN :ids", Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(row -> (Long) row[0], row -> (String) row[1]));
    }
}
