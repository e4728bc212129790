package be.enbro.soho.organisations;

import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.json.Times;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Manages the partners. */
@Stateless
public class Organisations {
    private static final ApiError DOMAIN_TAKEN = ApiError.params("organisation.domain", "has already been taken");

    @PersistenceContext
    private EntityManager entityManager;

    /**
     * Registers a partner.
     *
     * @throws ValidationException if the domain is taken
     */
    public OrganisationView register(OrganisationParams organisation) {
        return registerInTransaction(organisation).orElseThrow(() -> new ValidationException(List.of(DOMAIN_TAKEN)));
    }

    /** Registers a partner in the transaction of the caller; returns empty if the domain is taken. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Optional<OrganisationView> registerInTransaction(OrganisationParams organisation) {
        Instant now = Times.now();
        List<?> ids = entityManager
                .createNativeQuery("INSERT INTO organisations (name, domain, created_at)"
                        + " VALUES (?1, ?2, ?3) ON CONFLICT (domain) DO NOTHING RETURNING id")
                .setParameter(1, organisation.name())
                .setParameter(2, organisation.domain())
                .setParameter(3, now.atOffset(ZoneOffset.UTC))
                .getResultList();
        return ids.stream()
                .map(id -> new OrganisationView((Long) id, organisation.name(), organisation.domain(), now))
                .findAny();
    }

    /** Finds a partner by id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<OrganisationView> find(long id) {
        return Optional.ofNullable(entityManager.find(Organisation.class, id)).map(Organisation::view);
    }

    /** Returns a page of all partners, ordered by id. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Page<OrganisationView> page(PageRequest request) {
        return Page.of(
                request,
                entityManager.createQuery("SELECT COUNT(o) FROM Organisation o", Long.class),
                entityManager.createQuery("SELECT o FROM Organisation o ORDER BY o.id", Organisation.class),
                Organisation::view);
    }

    /** Returns all errors of a partner that failed validation: the domain may be taken as well. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ApiError> errors(Validated<OrganisationParams> request) {
        List<ApiError> errors = new ArrayList<>(request.errors());
        if (request.value() != null
                && request.value().domain() != null
                && isTaken(request.value().domain())) {
            errors.add(DOMAIN_TAKEN);
        }
        return errors;
    }

    private boolean isTaken(String domain) {
        return !entityManager
                .createQuery("SELECT o.id FROM Organisation o WHERE o.domain = :domain", Long.class)
                .setParameter("domain", domain)
                .getResultList()
                .isEmpty();
    }
}
