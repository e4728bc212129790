package be.enbro.soho.launcher;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** The application in the server, controlled through the management bean that it registers while it runs. */
final class Application {
    private static final int DRAIN_MILLISECONDS = 7_000;
    /**
     * The time for a load balancer to notice that this node is no longer ready; server-config/haproxy needs half of it.
     */
    private static final int NOTICE_MILLISECONDS = 2_000;

    private static final int POLL_MILLISECONDS = 20;
    /** The number of requests in flight reaches 0 shortly before the last byte has been sent. */
    private static final int LAST_BYTE_MILLISECONDS = 200;

    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();
    private static final ObjectName REQUESTS = name("be.enbro.soho:type=Requests");

    private Application() {}

    static boolean isRunning() {
        return BEANS.isRegistered(REQUESTS);
    }

    /**
     * Marks the node as not ready and, if a load balancer polls it, waits for it to notice, because a client may not
     * repeat a create that was rejected. Then rejects new requests and waits for those in flight: at most 7 seconds in
     * all.
     */
    static void drain() {
        try {
            long end = System.nanoTime() + DRAIN_MILLISECONDS * 1_000_000L;
            if (Boolean.TRUE.equals(invoke("markNotReady"))) {
                Thread.sleep(NOTICE_MILLISECONDS);
            }
            invoke("drain");
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

    private static Object invoke(String operation) throws JMException {
        return BEANS.invoke(REQUESTS, operation, new Object[0], new String[0]);
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
