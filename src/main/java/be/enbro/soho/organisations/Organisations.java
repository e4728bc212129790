package be.enbro.soho.organisations;

import be.enbro.soho.conditional.PatchRequest;
import be.enbro.soho.errors.ApiError;
import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.json.MalformedJson;
import be.enbro.soho.json.Times;
import be.enbro.soho.ledger.Author;
import be.enbro.soho.paging.Page;
import be.enbro.soho.paging.PageRequest;
import be.enbro.soho.persistence.EntityRows;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.Validated;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Manages the partners. */
@Stateless
public class Organisations {
    /** The id of no organisation. */
    private static final long NOT_REGISTERED = 0;

    private static final ApiError DOMAIN_TAKEN = ApiError.params("organisation.domain", "has already been taken");

    @PersistenceContext
    private EntityManager entityManager;

    private EntityRows rows;

    @PostConstruct
    void readMapping() {
        rows = new EntityRows(entityManager, Organisation.class);
    }

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
        Author.ofRequest().sign(entityManager);
        Instant now = Times.now();
        List<?> ids = entityManager
                .createNativeQuery("INSERT INTO organisations (name, domain, created_at)"
                        + " VALUES (?1, ?2, ?3) ON CONFLICT (domain) DO NOTHING RETURNING id")
                .setParameter(1, organisation.name())
                .setParameter(2, organisation.domain())
                .setParameter(3, now.atOffset(ZoneOffset.UTC))
                .getResultList();
        return ids.stream()
                .map(id -> new OrganisationView((Long) id, organisation.name(), organisation.domain(), now, null))
                .findAny();
    }

    /**
     * Corrects, disables or enables a partner.
     *
     * @throws ErrorResponseException if there is no such partner, or the request's condition is not met
     * @throws MalformedJson if the request's body is not JSON
     * @throws ValidationException with all errors of the patch
     */
    public OrganisationView correct(long id, PatchRequest<OrganisationPatch> request) {
        Author.ofRequest().sign(entityManager);
        Organisation organisation = locked(id);
        request.correct(
                organisation.view(),
                patch -> errors(patch.map(Patch::values).map(OrganisationPatch::params), id),
                patch -> rows.correct(entityManager, id, organisation.corrected(patch), columns(patch)));
        entityManager.refresh(organisation);
        return organisation.view();
    }

    private Organisation locked(long id) {
        Organisation organisation = entityManager.find(Organisation.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (organisation == null) {
            throw new ErrorResponseException(ErrorResponse.NOT_FOUND);
        }
        return organisation;
    }

    private static Set<String> columns(Patch<OrganisationPatch> patch) {
        Set<String> columns = new HashSet<>(patch.names());
        if (patch.values().isDisabled() != null) {
            columns.add("disabled_at");
        }
        return columns;
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
        return errors(request, NOT_REGISTERED);
    }

    /** @param owner the id of the partner that may have the domain */
    private List<ApiError> errors(Validated<OrganisationParams> request, long owner) {
        List<ApiError> errors = new ArrayList<>(request.errors());
        if (request.value() != null
                && request.value().domain() != null
                && isTaken(request.value().domain(), owner)) {
            errors.add(DOMAIN_TAKEN);
        }
        return errors;
    }

    private boolean isTaken(String domain, long owner) {
        return !entityManager
                .createQuery("SELECT o.id FROM Organisation o WHERE o.domain = :domain AND o.id <> :owner", Long.class)
                .setParameter("domain", domain)
                .setParameter("owner", owner)
                .getResultList()
                .isEmpty();
    }
}
