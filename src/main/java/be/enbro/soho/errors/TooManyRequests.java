package be.enbro.soho.errors;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The answer while an organisation asks for more at once than it may (contract extensions, section 9). */
public final class TooManyRequests {
    private static final int RETRY_SECONDS = 1;

    private TooManyRequests() {}

    public static Response response() {
        return Response.status(Response.Status.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .entity(ErrorBody.of(429))
                .build();
    }
}
