package be.enbro.soho.errors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import be.enbro.soho.incontainer.InContainer;
import be.enbro.soho.incontainer.SohoWar;
import jakarta.ejb.EJBException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Tests the responses to exceptions with the server's own JAX-RS. */
@InContainer
class MappersInContainerIT {
    private final WebApplicationExceptionMapper mapper = new WebApplicationExceptionMapper();

    @Deployment
    static WebArchive war() {
        return SohoWar.with(MappersInContainerIT.class);
    }

    @Test
    void a_thrown_status_keeps_its_own_retry_after() {
        assertIs(503, ErrorResponse.SERVICE_UNAVAILABLE, "7", mapper.toResponse(new ServiceUnavailableException(7L)));
        Response tooMany = Response.status(429).header("Retry-After", 9).build();
        assertIs(429, ErrorResponse.TOO_MANY_REQUESTS, "9", mapper.toResponse(new ClientErrorException(tooMany)));
    }

    @Test
    void a_thrown_status_without_retry_after_gets_the_default() {
        assertIs(503, ErrorResponse.SERVICE_UNAVAILABLE, "2", mapper.toResponse(new ServiceUnavailableException()));
        assertIs(429, ErrorResponse.TOO_MANY_REQUESTS, "1", mapper.toResponse(new ClientErrorException(429)));
    }

    @Test
    void an_exception_of_jax_rs_has_the_body_of_its_status() {
        Response notAllowed = mapper.toResponse(
                new NotAllowedException(Response.status(405).allow("HEAD").build()));
        assertIs(405, ErrorResponse.METHOD_NOT_ALLOWED, null, notAllowed);
        assertEquals("HEAD", notAllowed.getHeaderString("Allow"));
        assertIs(404, ErrorResponse.NOT_FOUND, null, mapper.toResponse(new NotFoundException()));
        assertIs(423, ErrorResponse.BAD_REQUEST, null, mapper.toResponse(new ClientErrorException(423)));
        Response unauthorized = mapper.toResponse(new NotAuthorizedException("Basic"));
        assertIs(401, ErrorResponse.UNAUTHORIZED, null, unauthorized);
        assertEquals("Bearer", unauthorized.getHeaderString("WWW-Authenticate"));
        assertEquals(
                303,
                mapper.toResponse(new RedirectionException(303, URI.create("/")))
                        .getStatus());
    }

    @Test
    void a_failure_is_503_only_if_the_database_is_temporarily_unavailable() {
        SQLException deadlock = new SQLException("", "40P01");
        SQLException defect = new SQLException("", "42601");

        assertIs(
                503,
                ErrorResponse.SERVICE_UNAVAILABLE,
                "2",
                mapper.toResponse(new InternalServerErrorException(deadlock)));
        assertIs(500, ErrorResponse.INTERNAL_ERROR, null, mapper.toResponse(new WebApplicationException(501)));
        assertIs(503, ErrorResponse.SERVICE_UNAVAILABLE, "2", new ThrowableMapper().toResponse(deadlock));
        assertIs(500, ErrorResponse.INTERNAL_ERROR, null, new ThrowableMapper().toResponse(defect));
        assertIs(
                503,
                ErrorResponse.SERVICE_UNAVAILABLE,
                "2",
                new EJBExceptionMapper().toResponse(new EJBException(deadlock)));
    }

    private static void assertIs(int status, ErrorResponse error, String retryAfter, Response answer) {
        assertEquals(status, answer.getStatus());
        assertArrayEquals(error.body(), (byte[]) answer.getEntity());
        if (retryAfter == null) {
            assertNull(answer.getHeaderString("Retry-After"));
        } else {
            assertEquals(retryAfter, answer.getHeaderString("Retry-After"));
        }
    }
}
