package be.enbro.soho.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.AdminCommandRunner;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.loader.MainMethodRunner;
import fish.payara.micro.data.InstanceDescriptor;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Payara Micro with the application in it. */
final class PayaraMicro {
    private static final String START_CLASS = "fish.payara.micro.impl.PayaraMicroImpl";

    private static final String LISTENERS =
            "configs.config.server-config.network-config.network-listeners.network-listener.";

    private final PayaraMicroBoot boot;
    private final InstanceDescriptor instance;
    private final AdminCommandRunner commands;

    private PayaraMicro(PayaraMicroBoot boot, InstanceDescriptor instance, AdminCommandRunner commands) {
        this.boot = boot;
        this.instance = instance;
        this.commands = commands;
    }

    /** Lets Payara Micro do what its options say: what its own start class would have done. */
    static PayaraMicroBoot run(String... options) {
        try {
            return (PayaraMicroBoot) new MainMethodRunner(START_CLASS, options, "create").run();
        } catch (InvocationTargetException failed) {
            throw NoStart.ofApplication(failed.getCause());
        } catch (Exception broken) {
            throw new NoStart("Payara Micro is not in this jar: " + broken, broken);
        }
    }

    /** Payara Micro is content with an application that could not be deployed; we are not. */
    static PayaraMicro start(Options options) {
        AtomicReference<AdminCommandRunner> commands = new AtomicReference<>();
        fish.payara.micro.PayaraMicro.getInstance().setPostBootHandler(commands::set);
        PayaraMicroBoot boot = quietly(() -> run(options.forPayara()));
        if (!Application.isRunning()) {
            throw NoStart.ofApplication(null);
        }
        StartLog.release();
        return new PayaraMicro(boot, boot.getRuntime().getLocalDescriptor(), commands.get());
    }

    /** Some of its services write to the standard output while they start. */
    private static <T> T quietly(Supplier<T> start) {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return start.get();
        } finally {
            System.setOut(out);
        }
    }

    /** Where this machine reaches it. */
    String address() {
        List<Integer> http = instance.getHttpPorts();
        return http.isEmpty()
                ? "https://127.0.0.1:" + instance.getHttpsPorts().get(0)
                : "http://127.0.0.1:" + http.get(0);
    }

    /** Closes its ports: stopping, it would take requests until the last, and answer 500 while the application goes. */
    void stopListening() {
        for (String listener : List.of("http-listener", "https-listener")) {
            commands.run("set", LISTENERS + listener + ".enabled=false");
        }
    }

    void stop() {
        try {
            boot.shutdown();
        } catch (BootstrapException | RuntimeException failure) {
            System.err.println("Payara Micro does not stop cleanly: " + failure.getMessage());
        }
    }
}
