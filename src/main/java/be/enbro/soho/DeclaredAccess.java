package be.enbro.soho;

import be.enbro.soho.access.Access;
import be.enbro.soho.access.AccessFeature;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Fails the deployment if a resource method has no {@link Access}: JAX-RS would ask {@link AccessFeature} as late as the
 * first request, or go on without the application, depending on the server.
 */
@Startup
@Singleton
public class DeclaredAccess {
    @PostConstruct
    void check() {
        try {
            new SohoApplication()
                    .getClasses().stream()
                            .filter(type -> type.isAnnotationPresent(Path.class))
                            .flatMap(DeclaredAccess::resourceMethods)
                            .forEach(AccessFeature::declared);
        } catch (IllegalStateException undeclared) {
            System.getLogger(DeclaredAccess.class.getName()).log(Level.ERROR, undeclared.getMessage());
            throw undeclared;
        }
    }

    private static Stream<Method> resourceMethods(Class<?> resource) {
        return Arrays.stream(resource.getMethods()).filter(method -> Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class)));
    }
}
