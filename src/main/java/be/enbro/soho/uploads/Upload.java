package be.enbro.soho.uploads;

import be.enbro.soho.json.JsonBody;
import be.enbro.soho.requests.RequestLog;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** One body on its way, kept in the request until all of it is there, or the client or the time is gone. */
final class Upload implements ReadListener, AsyncListener {
    private static final String ATTRIBUTE = Upload.class.getName();
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final int BUFFER_BYTES = 8 * 1024;

    private final AsyncContext context;
    private final HttpServletRequest request;
    private final ServletInputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(BUFFER_BYTES);
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile int refusal;

    Upload(AsyncContext context) throws IOException {
        this.context = context;
        this.request = (HttpServletRequest) context.getRequest();
        this.input = request.getInputStream();
    }

    /** The one that the request was suspended for; null if it was not. */
    static Upload of(ServletRequest request) {
        return (Upload) request.getAttribute(ATTRIBUTE);
    }

    void begin() {
        request.setAttribute(ATTRIBUTE, this);
        context.setTimeout(DEADLINE.toMillis());
        context.addListener(this);
        input.setReadListener(this);
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
        return new ArrivedRequest(original, body.toByteArray());
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!isOver.get() && input.isReady() && !input.isFinished()) {
            int read = input.read(buffer);
            if (read < 0) {
                return;
            }
            body.write(buffer, 0, read);
            if (body.size() > JsonBody.LIMIT_BYTES) {
                end(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end(0);
    }

    @Override
    public void onError(Throwable broken) {
        end(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(HttpServletResponse.SC_REQUEST_TIMEOUT);
    }

    @Override
    public void onError(AsyncEvent event) {
        end(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        RequestLog.abandon(request, (HttpServletResponse) context.getResponse());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // never again: the body is read once
    }

    private void end(int status) {
        if (isOver.compareAndSet(false, true)) {
            refusal = status;
            context.dispatch();
        }
    }
}
