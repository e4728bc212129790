package be.enbro.soho.http;

/** Shutdown control for the launcher, registered as {@code be.enbro.soho:type=Requests}. */
public interface RequestsMXBean {
    /** The number of requests in flight. */
    int getInFlight();

    /**
     * Marks this node as not ready while it continues to serve requests.
     *
     * @return whether a load balancer polls readiness, and so needs time to notice before requests are rejected
     */
    boolean markNotReady();

    /** Answers every new request 503 from now on, and closes its connection. */
    void drain();
}
