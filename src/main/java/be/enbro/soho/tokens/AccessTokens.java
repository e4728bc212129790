package be.enbro.soho.tokens;

import be.enbro.soho.conditional.PatchRequest;
import be.enbro.soho.errors.ErrorResponse;
import be.enbro.soho.errors.ErrorResponseException;
import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.json.MalformedJson;
import be.enbro.soho.json.Times;
import be.enbro.soho.ledger.Author;
import be.enbro.soho.organisations.Organisation;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;

/** Manages the bearer tokens of the organisations. */
@Stateless
public class AccessTokens {
    @PersistenceContext
    private EntityManager entityManager;

    /** Finds the token with this SHA-256 hash unless it is revoked. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<ActiveToken> active(byte[] hash) {
        return entityManager
                .createQuery(
                        "SELECT t FROM AccessToken t JOIN FETCH t.organisation"
                                + " WHERE t.tokenHash = :hash AND t.revokedAt IS NULL",
                        AccessToken.class)
                .setParameter("hash", hash)
                .getResultStream()
                .findFirst()
                .map(AccessToken::active);
    }

    /** Sets the time of the last use to now. */
    public void updateLastUsed(long tokenId) {
        entityManager
                .createQuery("UPDATE AccessToken t SET t.lastUsedAt = :now WHERE t.id = :id")
                .setParameter("now", Times.now())
                .setParameter("id", tokenId)
                .executeUpdate();
    }

    /** Creates a token for an existing organisation; the response is the only one that contains the secret. */
    public TokenView issue(long organisationId, TokenParams request) {
        Author.ofRequest().sign(entityManager);
        Organisation organisation = entityManager.find(Organisation.class, organisationId);
        String secret = BearerToken.generate();
        AccessToken token = new AccessToken(organisation, request, BearerToken.hash(secret), Times.now());
        entityManager.persist(token);
        entityManager.flush();
        return token.view(secret);
    }

    /** Lists the organisation's tokens by id, including the revoked ones. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<TokenView> ofOrganisation(long organisationId) {
        return entityManager
                .createQuery(
                        "SELECT t FROM AccessToken t JOIN FETCH t.organisation"
                                + " WHERE t.organisation.id = :organisation ORDER BY t.id",
                        AccessToken.class)
                .setParameter("organisation", organisationId)
                .getResultStream()
                .map(token -> token.view(null))
                .toList();
    }

    /** Revokes a token permanently; returns false if the organisation has no such token. */
    public boolean revoke(long organisationId, long tokenId) {
        Author.ofRequest().sign(entityManager);
        Optional<AccessToken> token = locked(organisationId, tokenId);
        token.ifPresent(found -> found.revoke(Times.now()));
        return token.isPresent();
    }

    /**
     * Corrects a token, revoked or not.
     *
     * @throws ErrorResponseException if the organisation has no such token, or the request's condition is not met
     * @throws MalformedJson if the request's body is not JSON
     * @throws ValidationException with all errors of the patch
     */
    public TokenView correct(long organisationId, long tokenId, PatchRequest<TokenParams> request) {
        Author.ofRequest().sign(entityManager);
        AccessToken token =
                locked(organisationId, tokenId).orElseThrow(() -> new ErrorResponseException(ErrorResponse.NOT_FOUND));
        token.correct(request.parse(token.view(null)).orElseThrow(Validated::errors));
        return token.view(null);
    }

    /** Returns whether the organisation has such a token. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean exists(long organisationId, long tokenId) {
        return find(organisationId, tokenId).getResultStream().findAny().isPresent();
    }

    private Optional<AccessToken> locked(long organisationId, long tokenId) {
        return find(organisationId, tokenId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findAny();
    }

    private TypedQuery<AccessToken> find(long organisationId, long tokenId) {
        return entityManager
                .createQuery(
                        "SELECT t FROM AccessToken t WHERE t.id = :id AND t.organisation.id = :organisation",
                        AccessToken.class)
                .setParameter("id", tokenId)
                .setParameter("organisation", organisationId);
    }
}
