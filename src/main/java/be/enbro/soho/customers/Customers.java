package be.enbro.soho.customers;

import be.enbro.soho.conditional.IfMatch;
import be.enbro.soho.conditional.PatchRequest;
import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.ledger.Author;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Manages customers; every method is scoped to one organisation. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Customers {
    private static final ApiError EMAIL_TAKEN =
            ApiError.custom("confirmed_email_has_already_been_taken", "it is already registered", "customer.email");

    /** The id of no customer. */
    private static final long NOBODY = 0;

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private CustomerBatches batches;

    @EJB
    private CustomerStatements statements;

    /**
     * Registers a customer.
     *
     * @throws ValidationException if any organisation has a customer with that email
     */
    public CustomerView register(CurrentOrganisation organisation, Customer customer) {
        return batches.insert(organisation, CustomerRequest.of(customer))
                .orElseThrow(() -> new ValidationException(List.of(EMAIL_TAKEN)));
    }

    /** Registers a customer in the transaction of the caller; returns empty if its email is taken. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<CustomerView> registerInTransaction(CurrentOrganisation organisation, Customer customer) {
        return statements.insertInTransaction(organisation, CustomerRequest.of(customer));
    }

    /** Returns all errors of a customer that failed validation, and whether its email is taken as well. */
    public List<ApiError> errors(Validated<Customer> customer) {
        return errors(customer, NOBODY);
    }

    /** @param owner the id of the customer who may have the email */
    private List<ApiError> errors(Validated<Customer> customer, long owner) {
        List<ApiError> errors = new ArrayList<>(customer.errors());
        if (customer.value() != null && isTaken(customer.value().email(), owner)) {
            errors.add(EMAIL_TAKEN);
        }
        return errors;
    }

    /**
     * Checks whether a customer could be registered now, without an effect.
     *
     * @throws ValidationException with all errors that its registration would have
     */
    public void check(Validated<Customer> customer) {
        ValidationException.throwIfAny(errors(customer));
    }

    /**
     * Corrects a customer.
     *
     * @return empty if the organisation has no such customer
     * @throws ErrorResponseException 412 if {@code If-Match} does not permit it
     * @throws ValidationException with all errors, also if another customer of any organisation has the email
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<CustomerView> correct(CurrentOrganisation organisation, long id, PatchRequest<Customer> request) {
        Author.ofRequest().sign(entityManager);
        Optional<CustomerView> found = lock(organisation, id);
        found.ifPresent(customer -> request.correct(
                customer, patch -> errors(patch.map(Patch::values), id), patch -> statements.correct(id, patch)));
        entityManager.clear();
        return found.flatMap(corrected -> lock(organisation, id));
    }

    /**
     * Erases a customer with all that belongs to it, at once; a trigger of the schema does so for every deletion.
     *
     * @return the receipt; empty if the organisation has no such customer
     * @throws ErrorResponseException 412 if {@code If-Match} does not permit it
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<ErasureView> erase(CurrentOrganisation organisation, long id, IfMatch ifMatch) {
        Author.ofRequest().sign(entityManager);
        return lock(organisation, id).map(customer -> {
            ifMatch.require(customer);
            entityManager
                    .createQuery("DELETE FROM Customer c WHERE c.id = :id AND c.organisationId = :organisation")
                    .setParameter("id", id)
                    .setParameter("organisation", organisation.id())
                    .executeUpdate();
            return receipt(organisation, id);
        });
    }

    /** Returns the newest receipt: a customer has several if erasures were replayed after a restore. */
    private ErasureView receipt(CurrentOrganisation organisation, long customerId) {
        return entityManager
                .createQuery(
                        "SELECT e FROM Erasure e WHERE e.customerId = :customer AND e.organisationId = :organisation",
                        Erasure.class)
                .setParameter("customer", customerId)
                .setParameter("organisation", organisation.id())
                .getResultStream()
                .map(Erasure::view)
                .max(Comparator.comparingLong(ErasureView::id))
                .orElseThrow();
    }

    /**
     * Waits until other changes of a customer and its EANs are committed, before the caller's transaction gets its id, so
     * that the feed shows them in the order in which they are answered. The lock is that of registrations, in the schema's
     * free_eans.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void awaitChanges(long id) {
        entityManager
                .createNativeQuery("SELECT CAST(pg_advisory_xact_lock(5000, hashint8(?1)) AS text)")
                .setParameter(1, id)
                .getSingleResult();
    }

    private Optional<CustomerView> lock(CurrentOrganisation organisation, long id) {
        if (exists(organisation, id)) {
            awaitChanges(id);
        }
        return entityManager
                .createQuery(
                        "SELECT c FROM Customer c WHERE c.id = :id AND c.organisationId + 0 = :organisation",
                        Customer.class)
                .setParameter("id", id)
                .setParameter("organisation", organisation.id())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .map(Customer::view)
                .findAny();
    }

    public Optional<CustomerView> find(CurrentOrganisation organisation, long id) {
        return batches.find(organisation, id);
    }

    /** Finds a customer in the transaction of the caller. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<CustomerView> findInTransaction(CurrentOrganisation organisation, long id) {
        return statements.find(organisation, List.of(id)).get(0);
    }

    /** Finds the organisation's customer with an email in lower case. */
    public Optional<CustomerView> findByEmail(CurrentOrganisation organisation, String email) {
        return entityManager
                .createNamedQuery("customers.withEmail", Customer.class)
                .setParameter("email", email)
                .setParameter("organisation", organisation.id())
                .getResultStream()
                .map(Customer::view)
                .findAny();
    }

    public boolean exists(CurrentOrganisation organisation, long id) {
        return !entityManager
                .createQuery(
                        "SELECT c.id FROM Customer c WHERE c.id = :id AND c.organisationId = :organisation", Long.class)
                .setParameter("id", id)
                .setParameter("organisation", organisation.id())
                .getResultList()
                .isEmpty();
    }

    /**
     * Checks all organisations, because an email belongs to at most one customer.
     *
     * @param email null if it is invalid or was not sent
     * @param owner the id of the customer who may have it
     */
    private boolean isTaken(String email, long owner) {
        return email != null
                && !entityManager
                        .createQuery(
                                "SELECT c.id FROM Customer c WHERE c.email = :email AND c.id <> :owner", Long.class)
                        .setParameter("email", email)
                        .setParameter("owner", owner)
                        .getResultList()
                        .isEmpty();
    }
}
