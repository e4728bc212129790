package be.enbro.soho.requests;

import java.util.concurrent.atomic.AtomicInteger;

/** The requests that this server works on, and whether it still takes new ones. */
final class Requests implements RequestsMXBean {
    static final Requests ALL = new Requests();

    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean draining;

    private Requests() {}

    void begin() {
        inFlight.incrementAndGet();
    }

    void end() {
        inFlight.decrementAndGet();
    }

    boolean draining() {
        return draining;
    }

    @Override
    public int getInFlight() {
        return inFlight.get();
    }

    @Override
    public void drain() {
        draining = true;
    }
}
