package be.enbro.soho.payara;

import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.glassfish.api.StartupRunLevel;
import org.glassfish.api.event.EventListener;
import org.glassfish.api.event.EventTypes;
import org.glassfish.api.event.Events;
import org.glassfish.hk2.api.PostConstruct;
import org.glassfish.hk2.runlevel.RunLevel;
import org.glassfish.internal.data.ApplicationInfo;
import org.glassfish.internal.deployment.Deployment;
import org.jvnet.hk2.annotations.Service;

/**
 * Tracks whether the application is available. Payara opens its ports long before the application is loaded, and closes
 * them after it is removed; requests in between would be answered 404 or 500.
 */
@Service
@RunLevel(StartupRunLevel.VAL)
public final class Availability implements PostConstruct, EventListener {
    private static final Set<EventTypes<ApplicationInfo>> ENDS =
            Set.of(Deployment.UNDEPLOYMENT_START, Deployment.APPLICATION_STOPPED);

    /** The prefix of the server's own applications. */
    private static final String INTERNAL = "__";

    /** The management bean that the application registers at start. */
    private static final ObjectName REQUESTS = requests();

    private static final long MAX_DRAIN = Duration.ofSeconds(8).toNanos();

    /** The name of the application that registered the management bean; null while it is not available. */
    private static volatile String application;

    @Inject
    private Events events;

    private static ObjectName requests() {
        try {
            return new ObjectName("be.enbro.soho:type=Requests");
        } catch (JMException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    static boolean isAvailable() {
        return application != null;
    }

    @Override
    public void postConstruct() {
        events.register(this);
    }

    @Override
    public void event(Event<?> event) {
        if (event.is(EventTypes.PREPARE_SHUTDOWN)) {
            end();
        } else if (event.hook() instanceof ApplicationInfo info
                && !info.getName().startsWith(INTERNAL)) {
            follow(event, info.getName());
        }
    }

    private static void follow(Event<?> event, String name) {
        if (event.is(Deployment.APPLICATION_STARTED)) {
            application = application == null && isRegistered() ? name : application;
        } else if (name.equals(application) && ENDS.stream().anyMatch(event::is)) {
            end();
        }
    }

    private static boolean isRegistered() {
        return ManagementFactory.getPlatformMBeanServer().isRegistered(REQUESTS);
    }

    /** Returns when all requests in flight are answered, or after the longest drain time. */
    private static void end() {
        application = null;
        long start = System.nanoTime();
        try {
            while (hasRequests() && System.nanoTime() - start < MAX_DRAIN) {
                Thread.sleep(50);
            }
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasRequests() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            return (int) beans.getAttribute(REQUESTS, "InFlight") > 0;
        } catch (JMException gone) {
            return false;
        }
    }
}
