package be.enbro.soho.launcher;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The listeners for HTTP: the address of all listeners that Payara Micro's options open, and the separate listener of
 * the operator API, if any. Payara Micro has no option for either, so they are configured by pre-boot commands.
 */
record Listeners(InetAddress http, Optional<InetSocketAddress> operator) {
    static final String HTTP = "http-listener";
    static final String HTTPS = "https-listener";
    static final String OPERATOR = "operator-listener";

    private static final String ADDRESS =
            "set configs.config.server-config.network-config.network-listeners.network-listener.%s.address=%s";
    /** A host name would require a look-up and may have several addresses. */
    private static final Pattern LITERAL = Pattern.compile(
            "((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|(?=.*:)[0-9A-Fa-f:.]+", Pattern.CASE_INSENSITIVE);
    /** A few threads are enough for operators, and remain available however busy the partners are. */
    private static final int OPERATOR_THREADS = 8;

    /**
     * Reads the settings. By default a server with an embedded database, which is a trial, listens on loopback only;
     * others listen on all addresses.
     */
    static Listeners read(boolean withOwnDatabase, OptionalInt httpPort) {
        InetAddress http = address(Setting.SOHO_HTTP_ADDRESS, withOwnDatabase ? "127.0.0.1" : "0.0.0.0");
        return new Listeners(http, operator(httpPort));
    }

    private static Optional<InetSocketAddress> operator(OptionalInt httpPort) {
        InetAddress address = address(Setting.SOHO_OPERATOR_ADDRESS, "127.0.0.1");
        if (Setting.SOHO_OPERATOR_PORT.value().isEmpty()) {
            return Optional.empty();
        }
        int port = Setting.SOHO_OPERATOR_PORT.number(0, 1, 65_535);
        if (httpPort.isPresent() && httpPort.getAsInt() == port) {
            throw new BadSetting(Setting.SOHO_OPERATOR_PORT, "must not be the port of the partners' API: " + port);
        }
        return Optional.of(new InetSocketAddress(address, port));
    }

    /**
     * Checks that the server's ports are free, taking the operator's own commands into account.
     *
     * @throws StartupException if a port is in use
     */
    void checkFree(Options options, PreBootCommands commands) {
        List<ServerSocket> all = new ArrayList<>();
        try {
            port(options, commands).ifPresent(port -> all.add(bind("port", address(HTTP, commands), port)));
            options.tlsPort().ifPresent(port -> all.add(bind("sslport", address(HTTPS, commands), port)));
            operator.ifPresent(own -> all.add(bind("SOHO_OPERATOR_PORT", own.getAddress(), own.getPort())));
        } finally {
            all.forEach(Listeners::close);
        }
    }

    private static OptionalInt port(Options options, PreBootCommands commands) {
        if (options.hasPort()) {
            return options.port();
        }
        return commands.ofListener(HTTP, "port")
                .map(text -> OptionalInt.of(KnownOptions.port("the http-listener's port", text)))
                .orElseGet(options::port);
    }

    private InetAddress address(String listener, PreBootCommands commands) {
        try {
            Optional<String> theirs = commands.ofListener(listener, "address");
            return theirs.isPresent() ? InetAddress.getByName(theirs.get()) : http;
        } catch (UnknownHostException aNameThatIsUnknown) {
            return http;
        }
    }

    /** Returns the pre-boot commands for Payara Micro. */
    List<String> commands() {
        List<String> commands = new ArrayList<>();
        commands.add(String.format(Locale.ROOT, ADDRESS, HTTP, http.getHostAddress()));
        commands.add(String.format(Locale.ROOT, ADDRESS, HTTPS, http.getHostAddress()));
        operator.ifPresent(own -> {
            commands.add("create-threadpool --minthreadpoolsize 2 --maxthreadpoolsize " + OPERATOR_THREADS
                    + " operator-thread-pool");
            commands.add(
                    "create-network-listener --protocol http-listener --threadpool operator-thread-pool --listenerport "
                            + own.getPort() + " --address " + own.getAddress().getHostAddress() + " " + OPERATOR);
        });
        return commands;
    }

    private static InetAddress address(Setting setting, String standard) {
        String text = setting.value().orElse(standard);
        String literal = text.equals("localhost") ? "127.0.0.1" : text;
        if (!LITERAL.matcher(literal).matches()) {
            throw notAnAddress(setting, null);
        }
        try {
            InetAddress address = InetAddress.getByName(literal);
            checkLocal(setting, address);
            return address;
        } catch (UnknownHostException malformed) {
            throw notAnAddress(setting, malformed);
        }
    }

    private static BadSetting notAnAddress(Setting setting, Throwable cause) {
        return new BadSetting(setting, "must be a literal IPv4 or IPv6 address, or localhost", cause);
    }

    private static void checkLocal(Setting setting, InetAddress address) {
        try (ServerSocket any = new ServerSocket(0, 1, address)) {
            any.getLocalPort();
        } catch (IOException notLocal) {
            throw new BadSetting(setting, "is no address of this machine: " + address.getHostAddress(), notLocal);
        }
    }

    private static ServerSocket bind(String name, InetAddress address, int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return socket;
        } catch (IOException taken) {
            throw new StartupException(
                    name + " " + port + " cannot be listened on at " + address.getHostAddress() + ": "
                            + taken.getMessage(),
                    taken);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException nothingWasWritten) {
            throw new UncheckedIOException(nothingWasWritten);
        }
    }
}
