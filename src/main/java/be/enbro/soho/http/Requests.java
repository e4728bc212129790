package be.enbro.soho.http;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The requests in flight, counted so that whoever stops the server can let them finish first; and whether there will be
 * more, which a load balancer asks {@code /health/ready}.
 */
@WebListener
public class Requests implements ServletContextListener, RequestsMXBean {
    private static final String NAME = "be.enbro.soho:type=Requests";
    private static final AtomicInteger IN_FLIGHT = new AtomicInteger();
    /** A load balancer asks every few seconds; whoever has not for so long is none. */
    private static final long WATCHED_NANOSECONDS = Duration.ofSeconds(15).toNanos();

    private static volatile boolean draining;
    private static volatile boolean retiring;
    /** When a load balancer was last told, or 0. */
    private static volatile long askedAt;

    static void begin() {
        IN_FLIGHT.incrementAndGet();
    }

    static void end() {
        IN_FLIGHT.decrementAndGet();
    }

    static boolean draining() {
        return draining;
    }

    /** Whether new requests are welcome on this node; for whoever distributes them. */
    public static boolean isReady() {
        askedAt = System.nanoTime();
        return !retiring;
    }

    @Override
    public int getInFlight() {
        return IN_FLIGHT.get();
    }

    @Override
    public boolean markNotReady() {
        retiring = true;
        return askedAt != 0 && System.nanoTime() - askedAt < WATCHED_NANOSECONDS;
    }

    @Override
    public void drain() {
        draining = true;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName(NAME));
        } catch (JMException taken) {
            // a second copy in one server: it serves all the same, and that server has its own way to stop it
            event.getServletContext().log(NAME + " is another copy's");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
        } catch (JMException gone) {
            event.getServletContext().log(NAME + " was gone already");
        }
    }
}
