package be.enbro.soho.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Forwards connections to a server. The first one breaks as soon as its request is answered, and the answer is lost. */
final class LossyProxy implements AutoCloseable {
    private final URI server;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();

    LossyProxy(String server) throws IOException {
        this.server = URI.create(server);
        start(this::accept);
    }

    String origin() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Returns how many POST requests were forwarded. */
    int posts() {
        return posts.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            start(() -> forward(client));
        }
    }

    private void forward(Socket client) throws IOException {
        boolean isFirst = connections.getAndIncrement() == 0;
        try (client;
                Socket upstream = new Socket(server.getHost(), server.getPort())) {
            start(() -> copyRequests(client.getInputStream(), upstream.getOutputStream()));
            if (isFirst) {
                upstream.getInputStream().read();
            } else {
                upstream.getInputStream().transferTo(client.getOutputStream());
            }
        }
    }

    private void copyRequests(InputStream from, OutputStream to) throws IOException {
        byte[] chunk = new byte[65_536];
        for (int length = from.read(chunk); length > 0; length = from.read(chunk)) {
            if (new String(chunk, 0, length, StandardCharsets.ISO_8859_1).startsWith("POST ")) {
                posts.incrementAndGet();
            }
            to.write(chunk, 0, length);
        }
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException closed) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Task {
        void run() throws IOException;
    }
}
