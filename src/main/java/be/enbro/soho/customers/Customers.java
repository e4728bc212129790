package be.enbro.soho.customers;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Manages customers; every method is scoped to one organisation. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Customers {
    private static final ApiError EMAIL_TAKEN =
            ApiError.custom("confirmed_email_has_already_been_taken", "it is already registered", "customer.email");

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
        List<ApiError> errors = new ArrayList<>(customer.errors());
        String email = customer.value() == null ? null : customer.value().email();
        if (email != null && isTaken(email)) {
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

    public Optional<CustomerView> find(CurrentOrganisation organisation, long id) {
        return batches.find(organisation, id);
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

    /** Checks all organisations, because an email belongs to at most one customer. */
    private boolean isTaken(String email) {
        return !entityManager
                .createQuery("SELECT c.id FROM Customer c WHERE c.email = :email", Long.class)
                .setParameter("email", email)
                .getResultList()
                .isEmpty();
    }
}
