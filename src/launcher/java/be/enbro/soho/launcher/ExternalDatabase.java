package be.enbro.soho.launcher;

import be.enbro.soho.postgresql.SessionCheck;
import be.enbro.soho.postgresql.Sessions;
import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;

/** The PostgreSQL of {@code SOHO_DB_URL}. */
final class ExternalDatabase {
    private static final int ENTIRELY_SECONDS = 20;

    /**
     * Referenced, because the level of a logger is lost with it. The driver warns about errors that the launcher
     * reports better, and may quote the URL.
     */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private final PGSimpleDataSource source;
    /** The properties in the URL. */
    private final Properties given;

    private ExternalDatabase(PGSimpleDataSource source, Properties given) {
        this.source = source;
        this.given = given;
    }

    static ExternalDatabase at(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new BadSetting(Setting.SOHO_DB_URL, "must begin with jdbc:postgresql:");
        }
        DRIVER.setLevel(Level.OFF);
        return new ExternalDatabase(Sessions.forRequests(() -> {}), Driver.parseURL(url, null));
    }

    /**
     * Returns normally if the application can use the database; takes 20 seconds at most.
     *
     * @throws BadSetting if it cannot
     */
    void check() {
        CompletableFuture<Void> answer = CompletableFuture.runAsync(this::checkSessions);
        try {
            answer.get(ENTIRELY_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException frozen) {
            throw unreachable("it says nothing", frozen);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BadSetting bad) {
                throw bad;
            }
            throw new BadSetting(Setting.SOHO_DB_URL, "cannot be used", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartupException("stopped while the database was asked", stopped);
        }
    }

    /** Returns the host, port and name of the database, the parts of the URL that are not secret. */
    @Override
    public String toString() {
        return source.getServerNames()[0] + ":" + port() + "/" + source.getDatabaseName();
    }

    private int port() {
        int port = source.getPortNumbers()[0];
        return port == 0 ? 5432 : port;
    }

    private void checkSessions() {
        try {
            SessionCheck.run();
        } catch (SQLException rejection) {
            throw explained(rejection);
        }
    }

    private BadSetting explained(SQLException rejection) {
        String state = String.valueOf(rejection.getSQLState());
        if (state.equals("28P01")) {
            return new BadSetting(Setting.SOHO_DB_PASSWORD, "is refused by " + this, rejection);
        }
        // Thrown by the driver, not the server, if a password is required and none was given.
        if (state.equals("08004")) {
            return new BadSetting(Setting.SOHO_DB_PASSWORD, "is needed by " + this, rejection);
        }
        if (state.startsWith("28")) {
            return new BadSetting(Setting.SOHO_DB_USER, "is refused by " + this, rejection);
        }
        if (state.equals("3D000")) {
            return new BadSetting(Setting.SOHO_DB_URL, "names a database that does not exist: " + this, rejection);
        }
        // The server, or a proxy in front of it, rejects the start-up parameters of the sessions.
        if (state.equals("08P01")) {
            return new BadSetting(
                    Setting.SOHO_DB_URL,
                    "names a database that cannot be used at " + this + ": " + reason(rejection),
                    rejection);
        }
        // One of the options sets a configuration parameter that the server does not accept.
        if (isServers(rejection) && (state.equals("22023") || state.equals("42704"))) {
            return new BadSetting(Setting.SOHO_DB_URL, "has a bad parameter: " + reason(rejection), rejection);
        }
        return badParameter(rejection)
                .map(name -> new BadSetting(Setting.SOHO_DB_URL, "has a bad parameter: " + name, rejection))
                .orElseGet(() -> unreachable(reason(rejection), rejection));
    }

    private static boolean isServers(SQLException rejection) {
        return rejection instanceof PSQLException answer && answer.getServerErrorMessage() != null;
    }

    /**
     * Returns the URL parameter that the driver rejects, if any. The driver has no unique code for these errors, and
     * its messages are in the machine's language, but they quote name and value. A value that the driver knows is
     * valid, and only no server matches it.
     */
    private Optional<String> badParameter(SQLException rejection) {
        String complaint = lower(String.valueOf(rejection.getMessage()));
        return isServers(rejection)
                ? Optional.empty()
                : Arrays.stream(PGProperty.values())
                        .filter(parameter -> given.containsKey(parameter.getName()))
                        .filter(parameter -> complaint.contains(lower(parameter.getName())))
                        .filter(parameter -> complaint.contains(lower(given.getProperty(parameter.getName()))))
                        .filter(parameter -> !isKnownChoice(parameter))
                        .map(PGProperty::getName)
                        .findFirst();
    }

    private boolean isKnownChoice(PGProperty parameter) {
        String[] choices = parameter.getChoices();
        return choices != null && Arrays.asList(choices).contains(given.getProperty(parameter.getName()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof UnknownHostException) {
            return "unknown host";
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private BadSetting unreachable(String reason, Exception cause) {
        return new BadSetting(
                Setting.SOHO_DB_URL, "names a database that cannot be reached at " + this + ": " + reason, cause);
    }
}
