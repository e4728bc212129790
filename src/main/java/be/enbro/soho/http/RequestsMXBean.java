package be.enbro.soho.http;

/** What whoever stops the server must know and say, {@code be.enbro.soho:type=Requests} among the management beans. */
public interface RequestsMXBean {
    /** The number of requests that were begun and not yet answered. */
    int getInFlight();

    /**
     * From now on this node is not ready, but serves on; whether a load balancer is known to ask for that, and so needs
     * time to notice before anything is refused.
     */
    boolean markNotReady();

    /** From now on every new request is answered 503 and its connection closed. */
    void drain();
}
