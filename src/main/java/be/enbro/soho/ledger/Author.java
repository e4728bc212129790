package be.enbro.soho.ledger;

import be.enbro.soho.http.Caller;
import be.enbro.soho.http.RequestContext;
import jakarta.persistence.EntityManager;

/**
 * The author of changes, for the ledger (contract extensions, section 5).
 *
 * @param tokenId the id of the partner's token; null if it is not a partner
 * @param actor {@code token:ID}, {@code operator:NAME}, or {@code sql} for work that no request asks for
 * @param requestId the id in the response; null for work that no request asks for
 */
public record Author(Long tokenId, String actor, String requestId) {
    private static final Author NOBODY = new Author(null, "sql", null);

    /** Returns the author of the changes that this thread's request makes. */
    public static Author ofRequest() {
        Long tokenId = RequestContext.tokenId();
        if (tokenId != null) {
            return new Author(tokenId, "token:" + tokenId, RequestContext.currentId());
        }
        return RequestContext.caller() == Caller.OPERATOR
                ? new Author(null, "operator:environment", RequestContext.currentId())
                : NOBODY;
    }

    /** Names the author to the database, for all events that its triggers record until the transaction ends. */
    public void sign(EntityManager transaction) {
        transaction
                .createNativeQuery("SELECT set_config('soho.actor', ?1, true), set_config('soho.request_id', ?2, true)")
                .setParameter(1, actor)
                .setParameter(2, requestId == null ? "" : requestId)
                .getSingleResult();
    }
}
