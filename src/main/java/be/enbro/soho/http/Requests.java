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
 * Counts the requests in flight, so that they can finish before the server stops, and tells load balancers through
 * {@code /health/ready} whether the node accepts more.
 */
@WebListener
public class Requests implements ServletContextListener, RequestsMXBean {
    /** The reason in the log for a 503 before a stop. */
    public static final String DRAINING = "draining";

    private static final String NAME = "be.enbro.soho:type=Requests";
    private static final AtomicInteger IN_FLIGHT = new AtomicInteger();
    /** A client that has not polled readiness for 15 s is not a load balancer. */
    private static final long POLLING_NANOSECONDS = Duration.ofSeconds(15).toNanos();

    private static volatile boolean draining;
    private static volatile boolean notReady;
    /** The time of the last poll of a load balancer, or 0. */
    private static volatile long polledAt;

    static void begin() {
        IN_FLIGHT.incrementAndGet();
    }

    static void end() {
        IN_FLIGHT.decrementAndGet();
    }

    static boolean draining() {
        return draining;
    }

    /** Returns whether this node accepts new requests; polled by load balancers. */
    public static boolean isReady() {
        polledAt = System.nanoTime();
        return !notReady;
    }

    @Override
    public int getInFlight() {
        return IN_FLIGHT.get();
    }

    @Override
    public boolean markNotReady() {
        notReady = true;
        return polledAt != 0 && System.nanoTime() - polledAt < POLLING_NANOSECONDS;
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
            // A second copy in the same server works as well, and such a server has its own way to stop it.
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
