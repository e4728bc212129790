package be.enbro.soho.privacy;

import be.enbro.soho.access.Access;
import be.enbro.soho.customers.ReceiptView;
import be.enbro.soho.http.Caller;
import be.enbro.soho.json.JsonBody;
import be.enbro.soho.paging.CursorPage;
import be.enbro.soho.paging.CursorRequest;
import be.enbro.soho.validation.FieldType;
import be.enbro.soho.validation.RequestType;
import be.enbro.soho.validation.Validated;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /operator/v1/erasures}: the receipts of erasures, and their replay after a restore. */
@Tag(name = "Erasures")
@Access(Caller.OPERATOR)
@Path("operator/v1/erasures")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ErasuresResource {
    /** The maximum number of erasures in one request. */
    private static final int REPLAY_SIZE = 1_000;

    private static final RequestType<List<ErasureParams>> REPLAY =
            RequestType.array("erasures", "erasureReplay", FieldType.object(ErasureParams::from), REPLAY_SIZE);

    @EJB
    private Erasures erasures;

    @GET
    @Operation(operationId = "listErasures", summary = "List the receipts of erasures")
    @APIResponseSchema(value = ReceiptList.class, responseCode = "200")
    public CursorPage<ReceiptView> list(@QueryParam("after") String after, @QueryParam("limit") String limit) {
        return erasures.after(CursorRequest.of(after, limit));
    }

    @POST
    @Path("replay")
    @Operation(operationId = "replayErasures", summary = "Erase again after a restore")
    public ReplayView replay(@RequestBody(ref = "erasureReplay") JsonBody body) {
        return new ReplayView(erasures.replay(REPLAY.parse(body.json()).orElseThrow(Validated::errors)));
    }

    /** A list without its generic type, for the description. */
    @Schema(requiredProperties = {"records", "next_after"})
    private record ReceiptList(List<ReceiptView> records, Long nextAfter) {}
}
