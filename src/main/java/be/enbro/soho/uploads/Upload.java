package be.enbro.soho.uploads;

import be.enbro.soho.http.AccessLogFilter;
import be.enbro.soho.http.Partner;
import be.enbro.soho.http.RequestContext;
import be.enbro.soho.json.RequestBody;
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

/** One body on its way: the request is suspended until all of it is there, or the client or the time is gone. */
final class Upload implements ReadListener, AsyncListener {
    private static final System.Logger LOG = System.getLogger(Upload.class.getName());
    private static final String ATTRIBUTE = Upload.class.getName();
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    /**
     * The attribute in which our extension of Payara says when the request's first thread has left the server: a
     * {@link CompletionStage}. Payara loses a dispatch that is asked for as that thread leaves.
     */
    private static final String LEFT = "be.enbro.soho.left";

    private static final int LEAVING_MILLISECONDS = 2;
    private static final int BUFFER_BYTES = 8 * 1024;

    private static final Duration ABANDONED_AFTER = DEADLINE.plusSeconds(5);

    /** What the server does not end, it does: a container may lose a request whose connection breaks at the wrong moment. */
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
    /** The end of the body, and the return of the first thread. */
    private final AtomicInteger awaited = new AtomicInteger(2);

    private final AtomicReference<BodyMemory.Lease> memory = new AtomicReference<>();
    private volatile int refusal;
    private RequestContext trace;
    private Future<?> watched;

    private Upload(HttpServletRequest request) throws IOException {
        this.method = request.getMethod();
        this.length = request.getContentLengthLong();
        this.input = request.getInputStream();
        this.partner = RequestContext.partner();
        this.context = request.startAsync();
    }

    /** Suspends this thread's request; it is dispatched again when the upload is over. */
    static void begin(HttpServletRequest request) throws IOException {
        Upload upload = new Upload(request);
        upload.context.setTimeout(DEADLINE.toMillis());
        upload.context.addListener(upload);
        request.setAttribute(ATTRIBUTE, upload);
        upload.trace = RequestContext.suspend(request, upload.onReturn(request));
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

    /** The upload that the request was suspended for, once; null if it was not. */
    static Upload takenFrom(ServletRequest request) {
        Upload upload = (Upload) request.getAttribute(ATTRIBUTE);
        if (upload != null) {
            request.removeAttribute(ATTRIBUTE);
            upload.watched.cancel(false);
        }
        return upload;
    }

    /**
     * Whether the connection has to end with the answer. Payara loses the first of further requests that come in one piece
     * with the end of this body, and the answers after it would be taken for another's.
     */
    boolean isLastOfConnection() {
        return length >= 0;
    }

    /** The status to refuse the request with; 0 if its body has arrived. */
    int refusal() {
        return refusal;
    }

    /** Of the body that has arrived, in bytes. */
    int size() {
        return body.size();
    }

    /** The request with the body that has arrived. */
    HttpServletRequest arrived(HttpServletRequest original) {
        return new ArrivedRequest(original, body.inputStream());
    }

    /** Gives back the memory that the body took. */
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
            if (received > RequestBody.LIMIT_BYTES) {
                end(refusal == 0 ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : refusal);
            } else if (refusal == 0) {
                keep(read);
            }
        }
    }

    /**
     * Keeps what was read; where there is no memory for it the rest is read all the same and thrown away: a connection that is
     * closed while its client still sends may lose the answer.
     */
    private void keep(int read) {
        body.write(buffer, 0, read);
        if (body.size() > BodyMemory.SMALL_BYTES && !hasMemory()) {
            refusal = HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            body.discard();
        }
    }

    private boolean hasMemory() {
        if (memory.get() == null) {
            memory.set(BodyMemory.UPLOADS.lease(partner, length < 0 ? RequestBody.LIMIT_BYTES : length, 0));
        }
        return memory.get() != null;
    }

    @Override
    public void onAllDataRead() {
        end(refusal);
    }

    @Override
    public void onError(Throwable broken) {
        end(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(refusal == 0 ? HttpServletResponse.SC_REQUEST_TIMEOUT : refusal);
    }

    @Override
    public void onError(AsyncEvent event) {
        end(HttpServletResponse.SC_BAD_REQUEST);
    }

    /** After the answer, or without one if the server could not dispatch the request again. */
    @Override
    public void onComplete(AsyncEvent event) {
        abandon();
    }

    /** Of a request that the server neither dispatched again nor completed. */
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
        AccessLogFilter.end(trace, method, refusal == 0 ? HttpServletResponse.SC_BAD_REQUEST : refusal);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never again: the body is read once
    }

    private void end(int status) {
        if (isOver.compareAndSet(false, true)) {
            refusal = status;
            arrived();
        }
    }

    /** What the first thread is to do as it leaves the filters; where no server tells when it has left, it gets a moment. */
    private Runnable onReturn(ServletRequest request) {
        if (request.getAttribute(LEFT) instanceof CompletionStage<?> left) {
            left.thenRun(this::arrived);
            return () -> {};
        }
        return () -> WATCH.schedule(() -> arrived(), LEAVING_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /** Dispatches the request again when both have come. */
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

        /** Lets go of all that was written, and of its memory. */
        void discard() {
            buf = new byte[0];
            count = 0;
        }

        ByteArrayInputStream inputStream() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }
}
