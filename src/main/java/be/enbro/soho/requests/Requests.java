package be.enbro.soho.requests;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;

/** The requests in flight, counted so that whoever stops the server can let them finish first. */
@WebListener
public class Requests implements ServletContextListener, RequestsMXBean {
    private static final String NAME = "be.enbro.soho:type=Requests";
    private static final AtomicInteger IN_FLIGHT = new AtomicInteger();
    private static volatile boolean draining;

    static void begin() {
        IN_FLIGHT.incrementAndGet();
    }

    static void end() {
        IN_FLIGHT.decrementAndGet();
    }

    static boolean draining() {
        return draining;
    }

    @Override
    public int getInFlight() {
        return IN_FLIGHT.get();
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
