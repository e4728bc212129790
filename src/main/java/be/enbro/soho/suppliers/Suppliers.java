package be.enbro.soho.suppliers;

import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The suppliers that an EAN can name, the same for every organisation. */
@Stateless
public class Suppliers {
    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private SupplierNames names;

    /** Adds a supplier; {@link ValidationException} if anything is wrong with it. */
    public SupplierView register(Validated<SupplierParams> asked) {
        if (!asked.isValid()) {
            throw new ValidationException(asked.errors());
        }
        Supplier supplier = new Supplier(asked.value().name());
        entityManager.persist(supplier);
        entityManager.flush();
        return supplier.view();
    }

    /** A page of all suppliers, by id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<SupplierView> page(PageRequest asked) {
        return Page.of(
                asked,
                entityManager.createQuery("SELECT COUNT(s) FROM Supplier s", Long.class),
                entityManager.createQuery("SELECT s FROM Supplier s ORDER BY s.id", Supplier.class),
                Supplier::view);
    }

    /** The names of the ids that exist, or existed within the last second. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<Long, String> names(Set<Long> ids) {
        return names.get(ids, this::load);
    }

    /** Clears the cache of names, because a supplier turned out to be deleted. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void forget() {
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
