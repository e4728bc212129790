package be.enbro.soho.suppliers;

import be.enbro.soho.conditional.IfMatch;
import be.enbro.soho.conditional.PatchRequest;
import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.json.MalformedJson;
import be.enbro.soho.ledger.Author;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
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
        Author.ofRequest().sign(entityManager);
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

    /**
     * Corrects a supplier. Its old name may be in the cache until {@link #clearNames} is called.
     *
     * @throws ErrorResponseException if there is no such supplier, or the request's condition is not met
     * @throws MalformedJson if the request's body is not JSON
     * @throws ValidationException with all errors of the patch
     */
    public SupplierView correct(long id, PatchRequest<SupplierParams> request) {
        Author.ofRequest().sign(entityManager);
        Supplier supplier = locked(id);
        supplier.correct(request.parse(supplier.view()).orElseThrow(Validated::errors));
        return supplier.view();
    }

    /**
     * Removes a supplier. Its name may be in the cache until {@link #clearNames} is called.
     *
     * @throws ErrorResponseException if there is no such supplier, the condition is not met, or an EAN names it
     */
    public void remove(long id, IfMatch condition) {
        Author.ofRequest().sign(entityManager);
        Supplier supplier = locked(id);
        condition.require(supplier.view());
        if (isInUse(id)) {
            throw new ErrorResponseException(ErrorResponse.IN_USE);
        }
        entityManager.remove(supplier);
    }

    /** An EAN that names the supplier cannot be inserted while its row is locked; those that were are committed. */
    private boolean isInUse(long id) {
        return (Boolean) entityManager
                .createNativeQuery("SELECT EXISTS (SELECT FROM eans WHERE supplier_id = ?1)")
                .setParameter(1, id)
                .getSingleResult();
    }

    private Supplier locked(long id) {
        Supplier supplier = entityManager.find(Supplier.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (supplier == null) {
            throw new ErrorResponseException(ErrorResponse.NOT_FOUND);
        }
        return supplier;
    }

    /** Returns whether there is such a supplier. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean exists(long id) {
        return entityManager.find(Supplier.class, id) != null;
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

    /** Clears the cache of names, because a supplier was corrected or removed, or turned out to be deleted. */
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
