package be.enbro.soho.lookup;

import be.enbro.soho.customers.Customer;
import be.enbro.soho.ledger.Author;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;

/** Finds customers of all organisations for an operator, and leaves a trace of each in the ledger. */
@Stateless
public class CustomerLookup {
    @PersistenceContext
    private EntityManager entityManager;

    /** Returns none or one customer. The ledger says who has seen it once this returns. */
    public List<FoundCustomerView> find(CustomerKey key) {
        List<FoundCustomerView> found = query(key)
                .getResultStream()
                .map(Customer::view)
                .map(FoundCustomerView::of)
                .toList();
        found.forEach(this::record);
        return found;
    }

    /**
     * Looks up the customer of the EAN in a subquery, because a plan that joins them, made while there are few customers,
     * would still be used when there are many (docs/decisions/0011).
     */
    private TypedQuery<Customer> query(CustomerKey key) {
        if (key.email() != null) {
            return entityManager
                    .createQuery("SELECT c FROM Customer c WHERE c.email = :email", Customer.class)
                    .setParameter("email", key.email());
        }
        return entityManager
                .createQuery(
                        "SELECT c FROM Customer c WHERE c.id = (SELECT e.customerId FROM Ean e WHERE e.number = :number)",
                        Customer.class)
                .setParameter("number", key.eanNumber());
    }

    private void record(FoundCustomerView customer) {
        Author.ofRequest().sign(entityManager);
        entityManager
                .createNativeQuery(
                        "INSERT INTO events (type, organisation_id, customer_id) VALUES ('customer.viewed', ?1, ?2)")
                .setParameter(1, customer.organisationId())
                .setParameter(2, customer.id())
                .executeUpdate();
    }
}
