package be.enbro.soho.uploads;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;

/** A request whose body is completely in memory. */
final class ArrivedRequest extends HttpServletRequestWrapper {
    private final ServletInputStream body;

    ArrivedRequest(HttpServletRequest request, ByteArrayInputStream body) {
        super(request);
        this.body = new Body(body);
    }

    /** Returns the request with an empty body, so that no thread waits for it. */
    static ArrivedRequest without(HttpServletRequest request) {
        return new ArrivedRequest(request, new ByteArrayInputStream(new byte[0]));
    }

    @Override
    public ServletInputStream getInputStream() {
        return body;
    }

    private static final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body has arrived");
        }
    }
}
