package be.enbro.soho.nodes;

import be.enbro.soho.it.Answer;
import be.enbro.soho.it.Body;
import be.enbro.soho.it.SohoApi;
import be.enbro.soho.launcher.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A few clients that register customers and EANs continuously and record the responses. */
final class SteadyCreates implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int PAUSE_MILLISECONDS = 40;

    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
    private final Map<Long, String> customers = new ConcurrentSkipListMap<>();
    private final Map<Long, String> eans = new ConcurrentSkipListMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final SohoApi api;

    private SteadyCreates(SohoApi api) {
        this.api = api;
    }

    static SteadyCreates begin(SohoApi api) {
        SteadyCreates creates = new SteadyCreates(api);
        for (int i = 0; i < CLIENTS; i++) {
            creates.clients.scheduleWithFixedDelay(creates::create, 0, PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
        return creates;
    }

    /** Waits until this many further requests were answered. */
    void awaitMore(int count) {
        int enough = eans.size() + count;
        RunningServer.await("for creates", () -> eans.size() >= enough || !failures.isEmpty());
    }

    /** Returns the responses other than 2xx and the requests without a response. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns id and email of each customer that was answered 2xx, by id. */
    String customers() {
        return text(customers);
    }

    /** Returns id and number of each EAN that was answered 2xx, by id. */
    String eans() {
        return text(eans);
    }

    /** Waits for the requests in progress. */
    @Override
    public void close() {
        clients.shutdown();
        try {
            if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
                failures.add("a request hangs");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void create() {
        try {
            Answer customer = api.post("/api/v1/customers", Body.customer().text());
            if (!isNoted(customer, "email", customers)) {
                return;
            }
            String path = "/api/v1/customers/" + customer.number("id") + "/eans";
            isNoted(api.post(path, Body.ean().text()), "number", eans);
        } catch (RuntimeException unanswered) {
            failures.add(unanswered + " " + unanswered.getCause());
        }
    }

    private boolean isNoted(Answer answer, String key, Map<Long, String> created) {
        if (answer.status() / 100 != 2) {
            failures.add(answer.toString());
            return false;
        }
        created.put(answer.number("id"), answer.string(key));
        return true;
    }

    private static String text(Map<Long, String> created) {
        return created.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining("\n"));
    }
}
