package be.enbro.soho.organisations;

import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.time.Instant;

/** The organisation whose bearer token came with the request. */
public record CurrentOrganisation(long id, String name, String domain, Instant createdAt) implements Principal {
    /** The request's organisation; 401 if no token was checked, whatever the reason. */
    public static CurrentOrganisation of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof CurrentOrganisation organisation) {
            return organisation;
        }
        throw new NotAuthorizedException("Bearer");
    }

    @Override
    public String getName() {
        return name;
    }
}
