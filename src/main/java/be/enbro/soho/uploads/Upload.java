package be.enbro.soho.uploads;

import be.enbro.soho.http.AccessLogFilter;
import be.enbro.soho.http.Partner;
import be.enbro.soho.http.RequestContext;
import be.enbro.soho.json.JsonBody;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Receives one body. The request is suspended until the body is complete, the client disconnects or the time is up. */
final class Upload implements ReadListener, AsyncListener {
    private static final System.Logger LOG = System.getLogger(Upload.class.getName());
    private static final String ATTRIBUTE = Upload.class.getName();
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /**
     * The request attribute by which the extension of Payara reports that the request's first thread has left the
     * server: a {@link CompletionStage}. Payara loses a dispatch that is requested while that thread leaves.
     */
    private static final String THREAD_LEFT = "be.enbro.soho.left";

    private static final int LEAVING_MILLISECONDS = 2;
    private static final int BUFFER_BYTES = 8 * 1024;

    private static final Duration ABANDONED_AFTER = DEADLINE.plusSeconds(5);

    /**
     * Ends the requests that the server does not: a container may lose a request whose connection breaks at the wrong
     * moment.
     */
    private static final ScheduledThreadPoolExecutor WATCH = watch();

    private final AsyncContext context;
    private final String method;
    private final long length;
    private final ServletInputStream input;
    private final Partner partner;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Body body = new Body();
    private long received;
    private final AtomicBoolean isOver = new AtomicBoolean();
    /** Counts down the end of the body and the return of the first thread. */
    private final AtomicInteger awaited = new AtomicInteger(2);

    private final AtomicReference<BodyMemory.Lease> memory = new AtomicReference<>();
    private volatile int rejectionStatus;
    private RequestContext requestContext;
    private Future<?> watched;

    private Upload(HttpServletRequest request) throws IOException {
        this.method = request.getMethod();
        this.length = request.getContentLengthLong();
        this.input = request.getInputStream();
        this.partner = RequestContext.partner();
        this.context = request.startAsync();
    }

    /** Suspends this thread's request, which is dispatched again when the upload has ended. */
    static void begin(HttpServletRequest request) throws IOException {
        Upload upload = new Upload(request);
        upload.context.setTimeout(DEADLINE.toMillis());
        upload.context.addListener(upload);
        request.setAttribute(ATTRIBUTE, upload);
        upload.requestContext = RequestContext.suspend(request, upload.onReturn(request));
        upload.watched = WATCH.schedule(upload::giveUp, ABANDONED_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        try {
            upload.input.setReadListener(upload);
        } catch (RuntimeException broken) {
            upload.giveUp();
        }
    }

    private static ScheduledThreadPoolExecutor watch() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "uploads");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        return watch;
    }

    static void endWatch() {
        WATCH.shutdownNow();
    }

    /** Returns the upload for which the request was suspended, once; otherwise null. */
    static Upload takeFrom(ServletRequest request) {
        Upload upload = (Upload) request.getAttribute(ATTRIBUTE);
        if (upload != null) {
            request.removeAttribute(ATTRIBUTE);
            upload.watched.cancel(false);
        }
        return upload;
    }

    /**
     * Returns whether the connection must be closed after the response. If further requests arrive in one packet with
     * the end of this body, Payara loses the first of them, and the client would assign the following responses to the
     * wrong requests.
     */
    boolean isLastOfConnection() {
        return length >= 0;
    }

    /** The status with which to reject the request; 0 if its body has arrived. */
    int rejectionStatus() {
        return rejectionStatus;
    }

    /** The size of the received body, in bytes. */
    int size() {
        return body.size();
    }

    /** Returns the request with the received body. */
    HttpServletRequest arrived(HttpServletRequest original) {
        return new ArrivedRequest(original, body.inputStream());
    }

    /** Releases the memory of the body. */
    void release() {
        BodyMemory.Lease taken = memory.getAndSet(null);
        if (taken != null) {
            taken.end();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!isOver.get() && input.isReady() && !input.isFinished()) {
            int read = input.read(buffer);
            if (read < 0) {
                return;
            }
            received += read;
            if (received > JsonBody.LIMIT_BYTES) {
                end(rejectionStatus == 0 ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : rejectionStatus);
            } else if (rejectionStatus == 0) {
                store(read);
            }
        }
    }

    /**
     * Stores the data. If there is no memory for it, the rest is read and discarded, because a client that still sends
     * may lose the response when the connection is closed.
     */
    private void store(int read) {
        body.write(buffer, 0, read);
        if (body.size() > BodyMemory.SMALL_BYTES && !hasMemory()) {
            rejectionStatus = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            body.discard();
        }
    }

    private boolean hasMemory() {
        if (memory.get() == null) {
            memory.set(BodyMemory.UPLOADS.lease(partner, length < 0 ? JsonBody.LIMIT_BYTES : length, 0));
        }
        return memory.get() != null;
    }

    @Override
    public void onAllDataRead() {
        end(rejectionStatus);
    }

    @Override
    public void onError(Throwable broken) {
        end(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(rejectionStatus == 0 ? HttpServletResponse.SC_REQUEST_TIMEOUT : rejectionStatus);
    }

    @Override
    public void onError(AsyncEvent event) {
        end(HttpServletResponse.SC_BAD_REQUEST);
    }

    /** Called after the response, or without one if the server could not dispatch the request again. */
    @Override
    public void onComplete(AsyncEvent event) {
        abandon();
    }

    /** Ends a request that the server neither dispatched again nor completed. */
    private void giveUp() {
        isOver.set(true);
        try {
            context.complete();
        } catch (RuntimeException lost) {
            LOG.log(Level.DEBUG, "an upload was lost: {0}", lost.getClass().getName());
        }
        abandon();
    }

    private void abandon() {
        watched.cancel(false);
        release();
        AccessLogFilter.end(
                requestContext, method, rejectionStatus == 0 ? HttpServletResponse.SC_BAD_REQUEST : rejectionStatus);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Not called: the body is read only once.
    }

    private void end(int status) {
        if (isOver.compareAndSet(false, true)) {
            rejectionStatus = status;
            arrived();
        }
    }

    /**
     * Returns the action of the first thread when it leaves the filters. If the server does not report when the thread
     * has left, the dispatch is delayed briefly.
     */
    private Runnable onReturn(ServletRequest request) {
        if (request.getAttribute(THREAD_LEFT) instanceof CompletionStage<?> left) {
            left.thenRun(this::arrived);
            return () -> {};
        }
        return () -> WATCH.schedule(() -> arrived(), LEAVING_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /** Dispatches the request again when both events have occurred. */
    private void arrived() {
        if (awaited.decrementAndGet() == 0) {
            dispatch();
        }
    }

    private void dispatch() {
        try {
            context.dispatch();
        } catch (RuntimeException lost) {
            giveUp();
        }
    }

    private static final class Body extends ByteArrayOutputStream {
        Body() {
            super(BUFFER_BYTES);
        }

        /** Discards the data and its memory. */
        void discard() {
            buf = new byte[0];
            count = 0;
        }

        ByteArrayInputStream inputStream() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }
}
