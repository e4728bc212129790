package be.enbro.soho.tokens;

import be.enbro.soho.organisations.Organisation;
import be.enbro.soho.validation.Patch;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A bearer token of an organisation as stored: only its hash, never the token itself. */
@Entity
@Table(name = "access_tokens")
public class AccessToken {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "organisation_id")
    private Organisation organisation;

    private String label;

    /** {@code full} or {@code read}. */
    private String scope;

    private byte[] tokenHash;

    private Instant createdAt;

    private Instant expiresAt;

    private Instant lastUsedAt;

    private Instant revokedAt;

    protected AccessToken() {}

    AccessToken(Organisation organisation, TokenParams request, byte[] tokenHash, Instant createdAt) {
        this.organisation = organisation;
        this.label = request.label();
        this.scope = request.scope();
        this.tokenHash = tokenHash.clone();
        this.createdAt = createdAt;
        this.expiresAt = request.expiresAt();
    }

    ActiveToken active() {
        return new ActiveToken(
                id,
                !TokenParams.FULL.equals(scope),
                organisation.isDisabled(),
                expiresAt,
                lastUsedAt,
                organisation.current());
    }

    void correct(Patch<TokenParams> patch) {
        if (patch.names().contains("label")) {
            label = patch.values().label();
        }
        if (patch.names().contains("expires_at")) {
            expiresAt = patch.values().expiresAt();
        }
    }

    void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    /**
     * Returns the token as the operator sees it.
     *
     * @param secret the secret, known only when the token was just created; otherwise null
     */
    TokenView view(String secret) {
        return new TokenView(id, organisation.id(), label, scope, secret, createdAt, expiresAt, lastUsedAt, revokedAt);
    }
}
