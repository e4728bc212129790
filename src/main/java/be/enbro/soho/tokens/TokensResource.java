package be.enbro.soho.tokens;

import be.enbro.soho.access.Access;
import be.enbro.soho.conditional.EntityTagged;
import be.enbro.soho.conditional.IfMatch;
import be.enbro.soho.conditional.PatchRequest;
import be.enbro.soho.http.Caller;
import be.enbro.soho.idempotency.IdempotencyKey;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.organisations.Organisations;
import be.enbro.soho.validation.IdParam;
import be.enbro.soho.validation.Patch;
import be.enbro.soho.validation.RequestFields;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /operator/v1/organisations/:id/tokens}: the bearer tokens of a partner. */
@Tag(name = "Tokens")
@Access(Caller.OPERATOR)
@Path("operator/v1/organisations/{id}/tokens")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class TokensResource {
    private static final RequestType<TokenParams> TOKEN = RequestType.object("token", TokensResource::params);
    private static final RequestType<Patch<TokenParams>> PATCH = RequestType.patch("token", TokensResource::params);

    @EJB
    private Organisations organisations;

    @EJB
    private AccessTokens tokens;

    @Inject
    private TokenCache cache;

    @POST
    @Operation(operationId = "createToken", summary = "Issue a bearer token, which is shown only here")
    @APIResponseSchema(value = TokenView.class, responseCode = "201")
    public Response create(@PathParam("id") IdParam organisation, @RequestBody(ref = "token") JsonBody body) {
        organisations.find(organisation.value()).orElseThrow(NotFoundException::new);
        IdempotencyKey.refuse(body.header(IdempotencyKey.HEADER));
        TokenParams token = TOKEN.parse(body.json()).orElseThrow(Validated::errors);
        return Response.status(Response.Status.CREATED)
                .entity(tokens.issue(organisation.value(), token))
                .build();
    }

    @GET
    @Operation(operationId = "listTokens", summary = "List the tokens of an organisation")
    public List<TokenView> list(@PathParam("id") IdParam organisation) {
        organisations.find(organisation.value()).orElseThrow(NotFoundException::new);
        return tokens.ofOrganisation(organisation.value());
    }

    @PATCH
    @Path("{token_id}")
    @EntityTagged
    @Parameter(name = IfMatch.HEADER, in = ParameterIn.HEADER)
    @Operation(operationId = "correctToken", summary = "Correct the label or the expiry of a token")
    public TokenView correct(
            @PathParam("id") IdParam organisation,
            @PathParam("token_id") IdParam token,
            @RequestBody(ref = "tokenPatch") JsonBody body) {
        PatchRequest<TokenParams> request =
                PatchRequest.of(body, PATCH, () -> tokens.exists(organisation.value(), token.value()));
        TokenView corrected = tokens.correct(organisation.value(), token.value(), request);
        cache.clear();
        return corrected;
    }

    @DELETE
    @Path("{token_id}")
    @Operation(operationId = "revokeToken", summary = "Revoke a token")
    public void revoke(@PathParam("id") IdParam organisation, @PathParam("token_id") IdParam token) {
        if (!tokens.revoke(organisation.value(), token.value())) {
            throw new NotFoundException();
        }
        cache.clear();
    }

    private static TokenParams params(RequestFields fields) {
        return TokenParams.from(fields, Clock.systemUTC());
    }
}
