package be.enbro.soho.tokens;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.lang.System.Logger.Level;
import java.security.MessageDigest;
import java.util.List;

/** The operator's token, of which only the hash is kept. A token that is too short prevents the start. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class OperatorToken {
    /** Null if SOHO_OPERATOR_TOKEN is unset: then no token matches. */
    private byte[] hash;

    @PostConstruct
    void read() {
        try {
            hash = Setting.SOHO_OPERATOR_TOKEN.token().map(BearerToken::hash).orElse(null);
        } catch (BadSetting bad) {
            System.getLogger(OperatorToken.class.getName()).log(Level.ERROR, bad.getMessage());
            throw bad;
        }
    }

    /** Returns whether the only {@code Authorization} header contains the operator's token. */
    public boolean matches(List<String> authorizations) {
        return BearerToken.fromHeaders(authorizations).filter(this::matches).isPresent();
    }

    /** Compares by hash and in constant time. */
    private boolean matches(String token) {
        return hash != null && MessageDigest.isEqual(hash, BearerToken.hash(token));
    }
}
