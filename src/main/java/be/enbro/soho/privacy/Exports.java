package be.enbro.soho.privacy;

import be.enbro.soho.changes.Changes;
import be.enbro.soho.customers.CustomerView;
import be.enbro.soho.customers.Customers;
import be.enbro.soho.eans.EanView;
import be.enbro.soho.eans.Eans;
import be.enbro.soho.eans.ManyEans;
import be.enbro.soho.json.Json;
import be.enbro.soho.json.Times;
import be.enbro.soho.organisations.CurrentOrganisation;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Exports everything that is stored about a customer: one document for GDPR articles 15 and 20. */
@Stateless
public class Exports {
    /** All statements of the transaction read the same snapshot. */
    private static final String SNAPSHOT_SQL = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    private static final String CONSENTS_SQL =
            """
            SELECT kind, given_at, host(registered_from_ip), token_id FROM consents
            WHERE customer_id = (SELECT id FROM customers WHERE id = ?1 AND organisation_id + 0 = ?2)
            ORDER BY given_at, kind DESC""";

    /**
     * EANs up to this size are read in the snapshot: about as many as a customer may have, of the usual size. It bounds the
     * memory that a partner can occupy. The others are read while they are sent, each as it is then.
     */
    private static final int SNAPSHOT_BYTES = 2 * 1024 * 1024;

    @PersistenceContext
    private EntityManager entityManager;

    @EJB
    private Customers customers;

    @EJB
    private Eans eans;

    @EJB
    private Changes changes;

    /** The proxy of this bean, for what is read after the transaction. */
    @EJB
    private Exports self;

    /**
     * Returns the document as a response entity: its bytes, or an object that streams a long one.
     *
     * @return empty if the organisation has no such customer
     */
    public Optional<Object> of(CurrentOrganisation organisation, long customerId) throws IOException {
        entityManager.createNativeQuery(SNAPSHOT_SQL).executeUpdate();
        Optional<CustomerView> customer = customers.findInTransaction(organisation, customerId);
        return customer.isPresent() ? Optional.of(document(organisation, customer.get())) : Optional.empty();
    }

    private Object document(CurrentOrganisation organisation, CustomerView customer) throws IOException {
        Object list = ManyEans.entity(
                eans.ids(organisation, customer.id()),
                ids -> self.find(organisation, customer.id(), ids),
                SNAPSHOT_BYTES);
        List<ConsentView> consents = consents(organisation, customer.id());
        ExportView beginning = new ExportView(Times.now(), customer, consents, null, null);
        return new ExportDocument(
                        Json.bytes(beginning), list, Json.bytes(changes.ofCustomer(organisation, customer.id())))
                .entity();
    }

    /**
     * Finds EANs of a customer by id, and forgets those that were found before, of which there may be many.
     *
     * @throws IllegalStateException if some are gone: the export is broken off, because it would be incomplete
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<EanView> find(CurrentOrganisation organisation, long customerId, List<Long> ids) {
        entityManager.clear();
        List<EanView> found = eans.find(organisation, customerId, ids);
        if (found.size() < ids.size()) {
            throw new IllegalStateException("the customer was erased, or EANs removed, during the export");
        }
        return found;
    }

    private List<ConsentView> consents(CurrentOrganisation organisation, long customerId) {
        return entityManager
                .createNativeQuery(CONSENTS_SQL)
                .setParameter(1, customerId)
                .setParameter(2, organisation.id())
                .getResultStream()
                .map(row -> consent((Object[]) row))
                .toList();
    }

    private static ConsentView consent(Object[] row) {
        Instant givenAt = ((OffsetDateTime) row[1]).toInstant();
        return new ConsentView((String) row[0], givenAt, (String) row[2], (Long) row[3]);
    }
}
