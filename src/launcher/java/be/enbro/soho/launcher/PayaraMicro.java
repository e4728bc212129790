package be.enbro.soho.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.AdminCommandRunner;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.loader.MainMethodRunner;
import fish.payara.micro.data.InstanceDescriptor;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Payara Micro with the application deployed. */
final class PayaraMicro {
    private static final String START_CLASS = "fish.payara.micro.impl.PayaraMicroImpl";

    private static final String IMPLEMENTATION = START_CLASS.replace('.', '/') + ".class";
    /**
     * Disabled, because it rejects bytes above 0x7F; RequestGate, in the extension of Payara, validates headers
     * instead.
     */
    private static final String VALIDATION_OF_HEADERS =
            "org.glassfish.grizzly.http.STRICT_HEADER_VALUE_VALIDATION_RFC_9110";
    /** Literal, because a name or Java's preferred address may be IPv6, which is not available everywhere. */
    private static final String LOOPBACK = "127.0.0.1";

    private static final String LISTENERS =
            "configs.config.server-config.network-config.network-listeners.network-listener.";

    private final PayaraMicroBoot boot;
    private final Listeners listeners;
    private final InstanceDescriptor instance;
    private final AdminCommandRunner commands;

    private PayaraMicro(PayaraMicroBoot boot, Listeners listeners, AdminCommandRunner commands) {
        this.boot = boot;
        this.listeners = listeners;
        this.instance = boot.getRuntime().getLocalDescriptor();
        this.commands = commands;
    }

    /** Runs Payara Micro without a server, as its own main class would. */
    static void runOtherwise(Options options) {
        fish.payara.micro.PayaraMicro.main(options.given().toArray(String[]::new));
    }

    /** Does what Payara Micro's own main class would do. */
    private static PayaraMicroBoot run(String... options) {
        try {
            return (PayaraMicroBoot) new MainMethodRunner(START_CLASS, options, "create").run();
        } catch (InvocationTargetException failed) {
            throw StartupException.ofApplication(failed.getCause());
        } catch (Exception broken) {
            throw new StartupException("Payara Micro is not in this jar: " + broken, broken);
        }
    }

    /** Starts the server. Fails if the application could not be deployed, which Payara Micro would ignore. */
    static PayaraMicro start(Options options, Listeners listeners, PreBootCommands first, RuntimeDirectory directory) {
        Path files = options.serverDirectory().orElse(directory.path());
        KeyStoreFile.makeUnlessGiven(files);
        directory.useAsTemporaryDirectory();
        unpackInto(files);
        System.setProperty(VALIDATION_OF_HEADERS, "false");
        AtomicReference<AdminCommandRunner> commands = new AtomicReference<>();
        fish.payara.micro.PayaraMicro.getInstance().setPostBootHandler(commands::set);
        // A file, because Payara Micro copies an application inside the jar to the temporary directory.
        Options all = Options.of("--deploy", directory.application().toString())
                .with(options.forPayara())
                .with("--prebootcommandfile", first.write(directory).toString());
        PayaraMicroBoot boot = quietly(() -> run(all.forPayara()));
        if (!Application.isRunning()) {
            throw StartupException.ofApplication(null);
        }
        StartLog.release();
        return new PayaraMicro(boot, listeners, commands.get());
    }

    /** An unpacked Payara Micro is on the class path and needs a directory for its configuration and the WAR only. */
    private static void unpackInto(Path directory) {
        if (PayaraMicro.class.getClassLoader().getResource(IMPLEMENTATION) != null) {
            System.setProperty("fish.payara.micro.tmpdir", directory.toString());
            return;
        }
        System.setProperty(
                "fish.payara.micro.BootJar",
                Bootstrap.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        fish.payara.micro.PayaraMicro.setUpackedJarDir(directory.toFile());
    }

    /** Some of its services write to standard output while they start or stop. */
    private static <T> T quietly(Supplier<T> work) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return work.get();
        } finally {
            System.setOut(out);
        }
    }

    /** Returns the actual address, after the operator's own commands. */
    String address() {
        boolean all = address(Listeners.HTTP).isAnyLocalAddress();
        return localAddress() + (all ? " and every other address of this machine" : "");
    }

    /** Returns the address for clients on this machine. */
    String localAddress() {
        InetAddress address = address(Listeners.HTTP);
        return url(address.isAnyLocalAddress() ? LOOPBACK : address.getHostAddress());
    }

    private String url(String address) {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return partnersPort(instance.getHttpPorts())
                .map(port -> "http://" + host + ":" + port)
                .orElseGet(
                        () -> "https://" + host + ":" + instance.getHttpsPorts().get(0));
    }

    private Optional<Integer> partnersPort(List<Integer> http) {
        return http.stream()
                .filter(port -> listeners.operator().stream().noneMatch(own -> own.getPort() == port))
                .findFirst();
    }

    private InetAddress address(String listener) {
        String name = LISTENERS + listener + ".address=";
        try {
            return InetAddress.getByName(commands.run("get", name.replace("=", ""))
                    .getOutput()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()))
                    .findFirst()
                    .orElse(listeners.http().getHostAddress()));
        } catch (UnknownHostException aNameThatIsUnknown) {
            return listeners.http();
        }
    }

    /**
     * Closes the ports, because Payara Micro would accept requests until the end, and answer them 500 while the
     * application is undeployed.
     */
    void stopListening() {
        List<String> all = listeners.operator().isPresent()
                ? List.of(Listeners.HTTP, Listeners.HTTPS, Listeners.OPERATOR)
                : List.of(Listeners.HTTP, Listeners.HTTPS);
        for (String listener : all) {
            commands.run("set", LISTENERS + listener + ".enabled=false");
        }
    }

    void stop() {
        quietly(() -> {
            try {
                boot.shutdown();
            } catch (BootstrapException | RuntimeException failure) {
                System.err.println("Payara Micro does not stop cleanly: " + failure.getMessage());
            }
            return boot;
        });
    }
}
