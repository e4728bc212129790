package be.enbro.soho.eans;

import be.enbro.soho.conditional.IfMatch;
import be.enbro.soho.conditional.PatchRequest;
import be.enbro.soho.customers.Customers;
import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.ledger.Author;
import be.enbro.soho.organisations.CurrentOrganisation;
import be.enbro.soho.persistence.Attempts;
import be.enbro.soho.persistence.SqlErrors;
import be.enbro.soho.suppliers.Suppliers;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Manages the EANs of customers; every method is scoped to one organisation. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Eans {
    /**
     * The maximum number of EANs per customer (contract extensions, section 9); must equal the limit in {@code
     * free_eans} of the schema.
     */
    private static final int MAX_PER_CUSTOMER = 5_000;

    /**
     * The condition that an EAN is the organisation's. The customer is looked up in a subquery, because a plan that joins
     * them, made while there are few customers, compares all customers with the EAN, and would still be used when there
     * are many (docs/decisions/0011).
     */
    private static final String OF_ORGANISATION =
            "(SELECT c.organisationId FROM Customer c WHERE c.id = e.customerId) = :organisation";

    /** The id of no EAN. */
    private static final long NONE = 0;

    @PersistenceContext
    private EntityManager entityManager;

    @Inject
    private EanBatches batches;

    @EJB
    private EanStatements statements;

    @EJB
    private Suppliers suppliers;

    @EJB
    private Customers customers;

    /**
     * Returns the first EANs of a customer, ordered by id: all of them, or {@link EanStatements#CHUNK_SIZE} + 1.
     *
     * @return empty if the organisation has no such customer
     */
    public Optional<List<EanView>> firstOfCustomer(CurrentOrganisation organisation, long customerId) {
        return batches.firstOfCustomer(organisation, customerId);
    }

    /** Returns the ids of all EANs of the organisation's customer in one snapshot, in ascending order. */
    public List<Long> ids(CurrentOrganisation organisation, long customerId) {
        return entityManager
                .createQuery(
                        "SELECT e.id FROM Customer c JOIN Ean e ON e.customerId = c.id"
                                + " WHERE c.id = :customer AND c.organisationId = :organisation ORDER BY e.id",
                        Long.class)
                .setParameter("customer", customerId)
                .setParameter("organisation", organisation.id())
                .getResultList();
    }

    /** Finds EANs of the organisation's customer by id, in ascending order. */
    public List<EanView> find(CurrentOrganisation organisation, long customerId, List<Long> ids) {
        return entityManager
                .createQuery(
                        "SELECT e, s.name FROM Ean e JOIN Customer c ON c.id = e.customerId"
                                + " LEFT JOIN Supplier s ON s.id = e.supplierId"
                                + " WHERE c.id = :customer AND c.organisationId = :organisation AND e.id IN :ids"
                                + " ORDER BY e.id",
                        Object[].class)
                .setParameter("customer", customerId)
                .setParameter("organisation", organisation.id())
                .setParameter("ids", ids)
                .getResultStream()
                .map(row -> ((Ean) row[0]).view((String) row[1]))
                .toList();
    }

    /** Finds an EAN of any of the organisation's customers. */
    public Optional<EanView> find(CurrentOrganisation organisation, long id) {
        return findOne(organisation, "e.id = :key", id);
    }

    /** Finds an EAN of any of the organisation's customers by its number. */
    public Optional<EanView> findByNumber(CurrentOrganisation organisation, String number) {
        return findOne(organisation, "e.number = :key", number);
    }

    private Optional<EanView> findOne(CurrentOrganisation organisation, String condition, Object key) {
        return entityManager
                .createQuery(
                        "SELECT e, s.name FROM Ean e LEFT JOIN Supplier s ON s.id = e.supplierId WHERE " + condition
                                + " AND " + OF_ORGANISATION,
                        Object[].class)
                .setParameter("organisation", organisation.id())
                .setParameter("key", key)
                .getResultStream()
                .map(row -> ((Ean) row[0]).view((String) row[1]))
                .findAny();
    }

    /**
     * Corrects an EAN of any of the organisation's customers.
     *
     * @return empty if the organisation has no such EAN
     * @throws ErrorResponseException 412 if {@code If-Match} does not permit it
     * @throws ValidationException with all errors, also if another EAN of any organisation has the number
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public Optional<EanView> correct(CurrentOrganisation organisation, long id, PatchRequest<Ean> request) {
        Optional<EanView> found = lock(organisation, id);
        found.ifPresent(ean -> request.correct(ean, patch -> errors(ean, patch), patch -> correct(id, patch)));
        entityManager.clear();
        return found.flatMap(corrected -> find(organisation, id));
    }

    /**
     * Removes an EAN of any of the organisation's customers; its number is free again.
     *
     * @return false if the organisation has no such EAN
     * @throws ErrorResponseException 412 if {@code If-Match} does not permit it
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public boolean remove(CurrentOrganisation organisation, long id, IfMatch ifMatch) {
        Optional<EanView> found = lock(organisation, id);
        found.ifPresent(ean -> {
            ifMatch.require(ean);
            entityManager
                    .createQuery("DELETE FROM Ean e WHERE e.id = :id AND " + OF_ORGANISATION)
                    .setParameter("id", id)
                    .setParameter("organisation", organisation.id())
                    .executeUpdate();
        });
        return found.isPresent();
    }

    /** Locks an EAN for a change by the caller's transaction; the lock of a query that joins its supplier would include that. */
    private Optional<EanView> lock(CurrentOrganisation organisation, long id) {
        Author.ofRequest().sign(entityManager);
        find(organisation, id).ifPresent(ean -> customers.awaitChanges(ean.customerId()));
        entityManager.clear();
        return entityManager
                .createQuery("SELECT e FROM Ean e WHERE e.id = :id AND " + OF_ORGANISATION, Ean.class)
                .setParameter("id", id)
                .setParameter("organisation", organisation.id())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findAny()
                .flatMap(locked -> find(organisation, id));
    }

    private boolean correct(long id, Patch<Ean> patch) {
        boolean isCorrected = statements.correct(id, patch);
        if (!isCorrected) {
            suppliers.clearNames();
        }
        return isCorrected;
    }

    /**
     * Registers an EAN for a customer.
     *
     * @throws ValidationException with all errors, which have no meaning if the organisation has no such customer
     */
    public EanView register(CurrentOrganisation organisation, long customerId, Ean ean) {
        return retryIfReferenceIsGone(() -> insert(organisation, customerId, List.of(ean), false))
                .get(0);
    }

    /**
     * Inserts EANs, all or none. Tries again if the reason for a rejection has gone before it is determined: a number was
     * freed, a supplier registered, or one of the customer's last free positions was lost to an EAN of the same batch that
     * was then rejected.
     */
    private List<EanView> insert(CurrentOrganisation organisation, long customerId, List<Ean> eans, boolean ofBulk) {
        return Attempts.first(attempt -> {
            boolean isBatched = !ofBulk && attempt == 0;
            Optional<List<EanView>> inserted = requests(customerId, eans)
                    .flatMap(requests -> isBatched
                            ? batches.insert(organisation, requests.get(0)).map(List::of)
                            : all(statements.insertAllOrNone(organisation, requests)));
            if (inserted.isEmpty()) {
                rejectIfInvalid(organisation, customerId, eans, ofBulk);
            }
            return inserted;
        });
    }

    private void rejectIfInvalid(CurrentOrganisation organisation, long customerId, List<Ean> eans, boolean ofBulk) {
        List<ApiError> errors = errors(organisation, customerId, valid(eans), ofBulk);
        if (!errors.isEmpty() || !hasCustomer(organisation, customerId)) {
            throw new ValidationException(errors);
        }
    }

    /** Returns whether the organisation has such a customer. */
    public boolean hasCustomer(CurrentOrganisation organisation, long customerId) {
        return customers.exists(organisation, customerId);
    }

    private List<ApiError> errors(EanView ean, Validated<Patch<Ean>> patch) {
        Validated<Ean> corrected = patch.map(Patch::values);
        List<Ean> values = Stream.ofNullable(corrected.value()).toList();
        return new EanRules(ean.customerId(), supplierNames(values).keySet())
                .errors(List.of(corrected), holders(values(values, Ean::number), ean.id()), false);
    }

    /** Returns all errors of an EAN that was not registered; none if only the customer is missing. */
    public List<ApiError> errors(CurrentOrganisation organisation, long customerId, Validated<Ean> ean) {
        return errors(organisation, customerId, List.of(ean), false);
    }

    /**
     * Registers many EANs for a customer, all or none.
     *
     * @return the EANs in their order
     * @throws ValidationException with all errors of each EAN, which have no meaning if the organisation has no such customer
     */
    public List<EanView> registerAll(CurrentOrganisation organisation, long customerId, List<Ean> eans) {
        return retryIfReferenceIsGone(() -> insert(organisation, customerId, eans, true));
    }

    /**
     * Registers EANs for a customer in the transaction of the caller, who rolls it back if the result is empty, and tries
     * again if {@link #canRetryAfter}.
     *
     * @return the EANs in their order; empty if one of them is rejected, or if the organisation has no such customer
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<List<EanView>> registerInTransaction(
            CurrentOrganisation organisation, long customerId, List<Ean> eans) {
        return requests(customerId, eans)
                .flatMap(requests -> all(statements.insertInTransaction(organisation, requests)));
    }

    private static Optional<List<EanView>> all(List<Optional<EanView>> registered) {
        List<EanView> eans = registered.stream().flatMap(Optional::stream).toList();
        return eans.size() == registered.size() ? Optional.of(eans) : Optional.empty();
    }

    /** Returns all errors of EANs that were not registered; none if only the customer is missing. */
    public List<ApiError> errorsOfAll(
            CurrentOrganisation organisation, long customerId, Validated<List<Validated<Ean>>> eans) {
        if (eans.value() == null) {
            return eans.errors();
        }
        return errors(organisation, customerId, eans.value(), true);
    }

    /**
     * Checks whether an EAN could be registered for a customer now, without an effect.
     *
     * @throws ValidationException with all errors that its registration would have, see {@link #register}
     */
    public void check(CurrentOrganisation organisation, long customerId, Validated<Ean> ean) {
        ValidationException.throwIfAny(errors(organisation, customerId, ean));
    }

    /**
     * Checks whether EANs could be registered for a customer now, without an effect.
     *
     * @throws ValidationException with all errors that their registration would have, see {@link #registerAll}
     */
    public void checkAll(CurrentOrganisation organisation, long customerId, Validated<List<Validated<Ean>>> eans) {
        ValidationException.throwIfAny(errorsOfAll(organisation, customerId, eans));
    }

    /** @param ofBulk whether the errors are those of a bulk, with the index of their EAN */
    private List<ApiError> errors(
            CurrentOrganisation organisation, long customerId, List<Validated<Ean>> eans, boolean ofBulk) {
        List<Ean> values =
                eans.stream().map(Validated::value).filter(Objects::nonNull).toList();
        List<ApiError> errors = new EanRules(customerId, supplierNames(values).keySet())
                .errors(eans, holders(values(values, Ean::number), NONE), ofBulk);
        if (count(organisation, customerId) + eans.size() > MAX_PER_CUSTOMER) {
            errors.add(ofBulk ? EanRules.LIMIT_REACHED_BY_BULK : EanRules.LIMIT_REACHED);
        }
        return errors;
    }

    /**
     * Retries once, because an operator may have deleted the supplier or the customer after it was looked up: the
     * foreign key detects it, and the second attempt sees the current state.
     */
    private <T> T retryIfReferenceIsGone(Supplier<T> insert) {
        try {
            return insert.get();
        } catch (RuntimeException failure) {
            if (!canRetryAfter(failure)) {
                throw failure;
            }
            return insert.get();
        }
    }

    /**
     * Returns whether a registration failed because a supplier or the customer was deleted after it was looked up. If so,
     * the names of the suppliers are forgotten, and another attempt sees the current state.
     */
    public boolean canRetryAfter(RuntimeException failure) {
        if (!SqlErrors.isForeignKeyViolation(failure)) {
            return false;
        }
        suppliers.clearNames();
        return true;
    }

    /** Returns the EANs with the names of their suppliers; empty if they are invalid as far as this decides it. */
    private Optional<List<EanRequest>> requests(long customerId, List<Ean> eans) {
        Map<Long, String> supplierNames = supplierNames(eans);
        boolean areInsertable = new EanRules(customerId, supplierNames.keySet())
                .errors(valid(eans), Map.of(), false)
                .isEmpty();
        if (!areInsertable) {
            return Optional.empty();
        }
        Author author = Author.ofRequest();
        return Optional.of(eans.stream()
                .map(ean -> EanRequest.of(customerId, ean, supplierNames, author))
                .toList());
    }

    private static List<Validated<Ean>> valid(List<Ean> eans) {
        return eans.stream().map(ean -> new Validated<>(ean, List.of())).toList();
    }

    private long count(CurrentOrganisation organisation, long customerId) {
        return entityManager
                .createQuery(
                        "SELECT COUNT(e) FROM Customer c JOIN Ean e ON e.customerId = c.id"
                                + " WHERE c.id = :customer AND c.organisationId = :organisation",
                        Long.class)
                .setParameter("customer", customerId)
                .setParameter("organisation", organisation.id())
                .getSingleResult();
    }

    /**
     * Returns the customers, of any organisation, to whom the numbers belong.
     *
     * @param owner the id of the EAN that may have the number
     */
    private Map<String, Long> holders(Set<String> numbers, long owner) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return entityManager
                .createQuery(
                        "SELECT e.number, e.customerId FROM Ean e WHERE e.number IN :numbers AND e.id <> :owner",
                        Object[].class)
                .setParameter("numbers", numbers)
                .setParameter("owner", owner)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    private Map<Long, String> supplierNames(List<Ean> eans) {
        Set<Long> ids = values(eans, Ean::supplierId);
        return ids.isEmpty() ? Map.of() : suppliers.names(ids);
    }

    /** The values of a field across all EANs, without null. */
    private static <T> Set<T> values(List<Ean> eans, Function<Ean, T> field) {
        return eans.stream().map(field).filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
