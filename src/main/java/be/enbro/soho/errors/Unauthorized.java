package be.enbro.soho.errors;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** The answer to a request without a valid bearer token (the document, "Me / Failure"). */
public final class Unauthorized {
    private static final byte[] BODY =
            """
            {"status":"error","errors":[{"error":"not_authenticated","message":"not authenticated",\
            "path":"request","type":"custom"}],"payload":{}}"""
                    .getBytes(StandardCharsets.US_ASCII);

    private Unauthorized() {}

    public static Response response() {
        return Response.status(Response.Status.UNAUTHORIZED)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .entity(BODY)
                .build();
    }
}
