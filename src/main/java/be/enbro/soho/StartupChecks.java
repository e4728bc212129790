package be.enbro.soho;

import be.enbro.soho.access.Access;
import be.enbro.soho.access.AccessFeature;
import be.enbro.soho.http.ConcurrentRequests;
import be.enbro.soho.http.OperatorListener;
import be.enbro.soho.http.RateLimit;
import be.enbro.soho.idempotency.ExpiredRequests;
import be.enbro.soho.settings.BadSetting;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ws.rs.HttpMethod;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Fails the deployment, with one line in the log, if a resource method has no {@link Access} or a setting is invalid.
 * Otherwise the error would appear only with the first request, or the server would run without the application.
 */
@Startup
@Singleton
public class StartupChecks {
    @PostConstruct
    void check() {
        try {
            new SohoApplication()
                    .getClasses().stream()
                            .flatMap(StartupChecks::resourceMethods)
                            .forEach(AccessFeature::declared);
            ConcurrentRequests.max();
            ExpiredRequests.days();
            RateLimit.perSecond();
            RateLimit.burst();
            OperatorListener.port();
        } catch (IllegalStateException | BadSetting problem) {
            System.getLogger(StartupChecks.class.getName()).log(Level.ERROR, problem.getMessage());
            throw problem;
        }
    }

    private static Stream<Method> resourceMethods(Class<?> resource) {
        return Arrays.stream(resource.getMethods()).filter(method -> Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class)));
    }
}
