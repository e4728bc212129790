package be.enbro.soho.tokens;

import be.enbro.soho.errors.ValidationException;
import be.enbro.soho.json.Times;
import be.enbro.soho.organisations.Organisation;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;

/** The bearer tokens of the organisations. */
@Stateless
public class AccessTokens {
    @PersistenceContext
    private EntityManager entityManager;

    /** The token with this SHA-256 hash unless it is revoked. */
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

    /** Makes a token of an organisation that is there and shows it, this once; {@link ValidationException} if anything is wrong. */
    public TokenView issue(long organisationId, Validated<TokenParams> asked) {
        if (!asked.isValid()) {
            throw new ValidationException(asked.errors());
        }
        Organisation organisation = entityManager.find(Organisation.class, organisationId);
        String secret = BearerToken.generate();
        AccessToken token = new AccessToken(
                organisation,
                asked.value().label(),
                BearerToken.hash(secret),
                Times.now(),
                asked.value().expiresAt());
        entityManager.persist(token);
        entityManager.flush();
        return token.view(secret);
    }

    /** The organisation's tokens by id, the revoked ones too. */
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

    /** Revokes a token for good; false if the organisation has no such token. */
    public boolean revoke(long organisationId, long tokenId) {
        Optional<AccessToken> token = entityManager
                .createQuery(
                        "SELECT t FROM AccessToken t WHERE t.id = :id AND t.organisation.id = :organisation",
                        AccessToken.class)
                .setParameter("id", tokenId)
                .setParameter("organisation", organisationId)
                .getResultStream()
                .findFirst();
        token.ifPresent(found -> found.revoke(Times.now()));
        return token.isPresent();
    }
}
