package be.enbro.soho.ledger;

import be.enbro.soho.http.Caller;
import be.enbro.soho.http.RequestContext;
import jakarta.persistence.EntityManager;

/**
 * On whose behalf a request changes records, for the ledger (contract extensions, section 5).
 *
 * @param tokenId the id of the partner's token; null if it is the operator
 * @param requestId the id in the response
 */
public record Author(Long tokenId, String requestId) {
    /**
     * Returns the author of the changes that this thread's request makes.
     *
     * @throws IllegalStateException if no token was checked
     */
    public static Author ofRequest() {
        Long tokenId = RequestContext.tokenId();
        if (tokenId == null && RequestContext.caller() != Caller.OPERATOR) {
            throw new IllegalStateException("nobody is authenticated");
        }
        return new Author(tokenId, RequestContext.currentId());
    }

    /** Names the author to the database, for all events that its triggers record until the transaction ends. */
    public void sign(EntityManager transaction) {
        transaction
                .createNativeQuery("SELECT set_config('soho.actor', ?1, true), set_config('soho.request_id', ?2, true)")
                .setParameter(1, actor())
                .setParameter(2, requestId)
                .getSingleResult();
    }

    /** The actor as the ledger shows it. */
    public String actor() {
        return tokenId == null ? "operator:environment" : "token:" + tokenId;
    }
}
