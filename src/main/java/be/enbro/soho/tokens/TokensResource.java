package be.enbro.soho.tokens;

import be.enbro.soho.access.Access;
import be.enbro.soho.http.Caller;
import be.enbro.soho.json.RequestBody;
import be.enbro.soho.organisations.Organisations;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.RequestParser;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;

/** {@code /operator/v1/organisations/:id/tokens}: the bearer tokens of a partner. */
@Access(Caller.OPERATOR)
@Path("operator/v1/organisations/{id}/tokens")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TokensResource {
    @EJB
    private Organisations organisations;

    @EJB
    private AccessTokens tokens;

    @Inject
    private TokenCache cache;

    @POST
    public Response create(@PathParam("id") IdParam organisation, RequestBody body) {
        organisations.find(organisation.value()).orElseThrow(NotFoundException::new);
        TokenParams token = RequestParser.parse(
                        body.json(), "token", fields -> TokenParams.from(fields, Clock.systemUTC()))
                .orElseThrow(Validated::errors);
        return Response.status(Response.Status.CREATED)
                .entity(tokens.issue(organisation.value(), token))
                .build();
    }

    @GET
    public List<TokenView> list(@PathParam("id") IdParam organisation) {
        organisations.find(organisation.value()).orElseThrow(NotFoundException::new);
        return tokens.ofOrganisation(organisation.value());
    }

    @DELETE
    @Path("{token_id}")
    public void revoke(@PathParam("id") IdParam organisation, @PathParam("token_id") IdParam token) {
        if (!tokens.revoke(organisation.value(), token.value())) {
            throw new NotFoundException();
        }
        cache.clear();
    }
}
