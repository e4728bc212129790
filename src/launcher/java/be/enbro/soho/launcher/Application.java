package be.enbro.soho.launcher;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The application in the server, as seen through the one management bean that it registers while it runs. */
final class Application {
    private static final int DRAIN_MILLISECONDS = 7_000;
    /** What a load balancer has to notice that this node is not ready any more; server-config/haproxy needs half of it. */
    private static final int NOTICE_MILLISECONDS = 2_000;

    private static final int POLL_MILLISECONDS = 20;
    /** The count ends a little before the last byte has left. */
    private static final int LAST_BYTE_MILLISECONDS = 200;

    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();
    private static final ObjectName REQUESTS = name("be.enbro.soho:type=Requests");

    private Application() {}

    static boolean isRunning() {
        return BEANS.isRegistered(REQUESTS);
    }

    /**
     * Lets a load balancer turn away from it first if there is one, for a create that was refused may not be sent again;
     * then lets it take no more requests, and waits for those it has: 7 seconds at most in all.
     */
    static void drain() {
        try {
            long end = System.nanoTime() + DRAIN_MILLISECONDS * 1_000_000L;
            if (Boolean.TRUE.equals(tell("markNotReady"))) {
                Thread.sleep(NOTICE_MILLISECONDS);
            }
            tell("drain");
            while (inFlight() > 0 && System.nanoTime() < end) {
                Thread.sleep(POLL_MILLISECONDS);
            }
            Thread.sleep(LAST_BYTE_MILLISECONDS);
        } catch (JMException gone) {
            System.err.println("The application was gone before its requests could finish");
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static Object tell(String what) throws JMException {
        return BEANS.invoke(REQUESTS, what, new Object[0], new String[0]);
    }

    private static int inFlight() throws JMException {
        return (Integer) BEANS.getAttribute(REQUESTS, "InFlight");
    }

    private static ObjectName name(String name) {
        try {
            return new ObjectName(name);
        } catch (MalformedObjectNameException ourOwn) {
            throw new IllegalStateException(ourOwn);
        }
    }
}
