package be.enbro.soho.nodes;

import be.enbro.soho.launcher.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** HAProxy in front of two nodes, with the configuration that operators receive. */
final class Haproxy implements AutoCloseable {
    private static final Path CONFIGURATION =
            Path.of("server-config", "haproxy", "haproxy.cfg").toAbsolutePath();

    private final Process process;
    private final int port;
    private final Path socket;
    private final Path log;

    private Haproxy(Process process, int port, Path socket, Path log) {
        this.process = process;
        this.port = port;
        this.socket = socket;
        this.log = log;
    }

    static Haproxy before(Path directory, RunningServer a, RunningServer b) throws IOException {
        int port = RunningServer.freePort();
        Path socket = directory.resolve("haproxy.sock");
        Path log = directory.resolve("haproxy.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        Program.named("haproxy", "2.6 or later"), "-db", "-f", CONFIGURATION.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SOHO_BIND", "127.0.0.1:" + port);
        builder.environment().put("SOHO_NODE_A", "127.0.0.1:" + a.port());
        builder.environment().put("SOHO_NODE_B", "127.0.0.1:" + b.port());
        builder.environment().put("SOHO_ADMIN_SOCKET", socket.toString());
        Haproxy haproxy = new Haproxy(builder.start(), port, socket, log);
        RunningServer.await("for HAProxy", () -> Files.exists(socket) || !haproxy.process.isAlive());
        if (!haproxy.process.isAlive()) {
            throw new AssertionError("HAProxy does not start: " + haproxy.log());
        }
        return haproxy;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Sends requests from one of the machine's loopback addresses and returns everything received, as ISO-8859-1. */
    String answersFrom(String address, String requests) {
        try (Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName(address), 0)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until HAProxy sends requests to the node again. */
    void awaitServing(String node) {
        RunningServer.await("for HAProxy to use node " + node, () -> state(node) != 0);
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Returns 0 if the node is out, 1 if it is back and warming up, 2 if it serves. */
    private int state(String node) {
        return command("show servers state nodes\n")
                .lines()
                .map(line -> line.split(" "))
                .filter(columns -> columns.length > 5 && columns[3].equals(node))
                .mapToInt(columns -> Integer.parseInt(columns[5]))
                .findFirst()
                .orElseThrow();
    }

    private String command(String command) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(command.getBytes(StandardCharsets.US_ASCII)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
