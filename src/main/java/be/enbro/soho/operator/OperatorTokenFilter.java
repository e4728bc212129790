package be.enbro.soho.operator;

import be.enbro.soho.errors.Unauthorized;
import be.enbro.soho.organisations.BearerToken;
import be.enbro.soho.settings.Setting;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Opens {@code /operator/v1} to whoever has SOHO_OPERATOR_TOKEN, and to nobody while it is unset. */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class OperatorTokenFilter implements ContainerRequestFilter {
    private final Optional<byte[]> expected =
            Setting.SOHO_OPERATOR_TOKEN.value().map(BearerToken::hash);

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.startsWith("operator", path.startsWith("/") ? 1 : 0)) {
            return;
        }
        if (!isOperator(request.getHeaders().get(HttpHeaders.AUTHORIZATION))) {
            request.abortWith(Unauthorized.response());
        }
    }

    private boolean isOperator(List<String> authorizations) {
        if (expected.isEmpty() || authorizations == null || authorizations.size() != 1) {
            return false;
        }
        return BearerToken.of(authorizations.get(0))
                .map(BearerToken::hash)
                .filter(given -> MessageDigest.isEqual(given, expected.get()))
                .isPresent();
    }
}
