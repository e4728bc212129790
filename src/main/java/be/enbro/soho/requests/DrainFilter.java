package be.enbro.soho.requests;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/** Takes no new request once the server is about to stop; another node, or this one in a moment, will. */
@Provider
@PreMatching
@Priority(0)
public class DrainFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (Requests.ALL.draining()) throw new ServiceUnavailableException();
    }
}
