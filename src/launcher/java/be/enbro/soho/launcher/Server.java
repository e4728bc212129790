package be.enbro.soho.launcher;

import be.enbro.soho.settings.BadSetting;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The runnable jar: checks the settings, starts the database if none is configured, then Payara Micro with the
 * application, and stops them in reverse order. Every failure to start is reported by one line on standard error and
 * exit code 1.
 */
public final class Server {
    private static final PrintStream OUT = System.out;

    private final Options options;
    private final Shutdown shutdown = new Shutdown();

    private Server(Options options) {
        this.options = options;
    }

    /** Starts the server with the options that {@code --help} lists. */
    public static void main(String[] given) {
        Options options = Options.of(given);
        try {
            options.check();
            if (options.requestsHelp()) {
                Help.print(OUT);
            } else if (options.requestsVersion()) {
                OUT.println(Version.read());
            } else if (options.unpackInto().isPresent()) {
                Unpacker.into(options.unpackInto().get());
            } else if (options.startsNoServer()) {
                PayaraMicro.runOtherwise(options);
            } else {
                new Server(options).run();
            }
        } catch (BadSetting refused) {
            fail(refused.getMessage());
        } catch (StartupException refused) {
            fail(refused.isReported() ? "" : refused.getMessage());
        } catch (RuntimeException | Error unexpected) {
            fail("the server cannot start: " + unexpected + location(unexpected));
        }
    }

    private static void fail(String line) {
        if (!line.isEmpty()) {
            System.err.println(line);
        }
        Shutdown.exit(1);
    }

    private static String location(Throwable unexpected) {
        StackTraceElement[] frames = unexpected.getStackTrace();
        return frames.length == 0 ? "" : " at " + frames[0];
    }

    /** A start that a signal interrupts fails with consequential errors that are not worth reporting. */
    private void run() {
        try {
            start();
        } catch (RuntimeException | Error failure) {
            if (!shutdown.hasBegun()) {
                throw failure;
            }
        }
    }

    private void start() {
        Settings settings = Settings.read(options);
        PreBootCommands commands = PreBootCommands.of(settings.listeners(), options);
        settings.listeners().checkFree(options, commands);
        settings.database().ifPresent(ExternalDatabase::check);
        DataDirectory directory = DataDirectory.at(settings.dataDir());
        EmbeddedDatabase embedded =
                settings.database().isPresent() ? null : startEmbedded(directory, settings.poolMax());
        RuntimeDirectory runtime = RuntimeDirectory.below(directory.path());
        Shutdown.directory(runtime);
        PayaraMicro payara = PayaraMicro.start(options, settings.listeners(), commands, runtime);
        LogLine.install();
        BufferedConsoleHandler.install();
        shutdown.server(payara);
        if (embedded != null) {
            addDemoData(embedded, payara);
        }
        String database =
                settings.database().map(external -> "PostgreSQL at " + external).orElse(String.valueOf(embedded));
        OUT.printf(
                Locale.ROOT,
                "Enbro Soho API %s is ready on %s in %.1f s (%s)%n",
                Version.read().application(),
                payara.address(),
                sinceProcessStarted().toMillis() / 1_000.0,
                database);
    }

    private EmbeddedDatabase startEmbedded(DataDirectory directory, int poolMax) {
        directory.lock();
        EmbeddedDatabase database = EmbeddedDatabase.in(directory, poolMax);
        shutdown.database(database);
        database.start();
        DatabaseWatch.begin(database, shutdown::giveUp);
        System.setProperty("soho.db.url", database.url());
        System.setProperty("soho.db.user", database.user());
        System.setProperty("soho.db.password", database.password());
        return database;
    }

    private static void addDemoData(EmbeddedDatabase database, PayaraMicro payara) {
        try {
            new DemoData(database.asApplication())
                    .fill(token -> OUT.printf(
                            Locale.ROOT,
                            "A new database: it has a demo organisation. Try%n  curl -H \"Authorization: Bearer %s\" %s/api/v1/me%n",
                            token,
                            payara.localAddress()));
        } catch (SQLException failure) {
            throw new StartupException("the demo organisation cannot be made: " + failure.getMessage(), failure);
        }
    }

    private static Duration sinceProcessStarted() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
