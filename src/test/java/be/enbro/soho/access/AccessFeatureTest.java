package be.enbro.soho.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.enbro.soho.SohoApplication;
import be.enbro.soho.http.Caller;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFeatureTest {
    @Access(Caller.PARTNER)
    static class Resource {
        @GET
        public void get() {}

        @HEAD
        public void head() {}

        @OPTIONS
        public void options() {}

        @POST
        public void post() {}

        @PUT
        public void put() {}

        @PATCH
        public void patch() {}

        @DELETE
        public void delete() {}

        /** A locator of another resource. */
        public void noMethod() {}

        @POST
        @Access(value = Caller.PARTNER, readOnly = true)
        public void declared() {}
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "head", "options", "declared"})
    void a_token_that_may_only_read_may_call(String method) throws NoSuchMethodException {
        assertTrue(AccessFeature.isReadOnly(Resource.class.getMethod(method)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"post", "put", "patch", "delete", "noMethod"})
    void a_token_that_may_only_read_may_not_call(String method) throws NoSuchMethodException {
        assertFalse(AccessFeature.isReadOnly(Resource.class.getMethod(method)));
    }

    /** An operation that is added here must change nothing. */
    @Test
    void the_only_operations_that_are_not_get_and_read_only_are_these() {
        Set<String> declared = new SohoApplication()
                .getClasses().stream()
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(method -> method.isAnnotationPresent(Operation.class))
                        .filter(method -> !method.isAnnotationPresent(GET.class))
                        .filter(AccessFeature::isReadOnly)
                        .map(method -> method.getAnnotation(Operation.class).operationId())
                        .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of("checkCustomer", "checkEan", "checkEans", "searchCustomers"), declared);
    }
}
