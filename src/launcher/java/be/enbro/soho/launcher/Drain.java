package be.enbro.soho.launcher;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Waits for the requests that the application has in flight; it counts them, and takes no new ones once asked to drain. */
final class Drain {
    private static final String REQUESTS = "be.enbro.soho:type=Requests";
    private static final int MOST_MILLISECONDS = 7_000;
    private static final int POLL_MILLISECONDS = 20;
    /** The count ends a little before the last byte has left. */
    private static final int LAST_BYTE_MILLISECONDS = 200;

    private Drain() {}

    static void await() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            ObjectName requests = new ObjectName(REQUESTS);
            beans.invoke(requests, "drain", new Object[0], new String[0]);
            long end = System.nanoTime() + MOST_MILLISECONDS * 1_000_000L;
            while (inFlight(beans, requests) > 0 && System.nanoTime() < end) Thread.sleep(POLL_MILLISECONDS);
            Thread.sleep(LAST_BYTE_MILLISECONDS);
        } catch (JMException notDeployed) {
            return;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static int inFlight(MBeanServer beans, ObjectName requests) throws JMException {
        return (Integer) beans.getAttribute(requests, "InFlight");
    }
}
