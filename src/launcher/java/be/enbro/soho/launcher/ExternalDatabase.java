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

/** The PostgreSQL that {@code SOHO_DB_URL} names. */
final class ExternalDatabase {
    private static final int ENTIRELY_SECONDS = 20;

    /** Held, or its level would be forgotten: the driver warns of what we say better, and may quote the URL. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private final PGSimpleDataSource source;
    /** What the URL says. */
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

    /** Ends quietly if the application can use the database, else with {@link BadSetting}; takes 20 seconds at most. */
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

    /** The host, port and name of the database: of the URL what is no secret. */
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
        } catch (SQLException refused) {
            throw explained(refused);
        }
    }

    private BadSetting explained(SQLException refused) {
        String state = String.valueOf(refused.getSQLState());
        if (state.equals("28P01")) {
            return new BadSetting(Setting.SOHO_DB_PASSWORD, "is refused by " + this, refused);
        }
        // the driver, not the server, found that a password is wanted and none was given
        if (state.equals("08004")) {
            return new BadSetting(Setting.SOHO_DB_PASSWORD, "is needed by " + this, refused);
        }
        if (state.startsWith("28")) {
            return new BadSetting(Setting.SOHO_DB_USER, "is refused by " + this, refused);
        }
        if (state.equals("3D000")) {
            return new BadSetting(Setting.SOHO_DB_URL, "names a database that does not exist: " + this, refused);
        }
        // the server, or what stands before it, does not take what our sessions begin with
        if (state.equals("08P01")) {
            return new BadSetting(
                    Setting.SOHO_DB_URL,
                    "names a database that cannot be used at " + this + ": " + reason(refused),
                    refused);
        }
        // a configuration parameter, among the options, that the server does not take
        if (isServers(refused) && (state.equals("22023") || state.equals("42704"))) {
            return new BadSetting(Setting.SOHO_DB_URL, "has a bad parameter: " + reason(refused), refused);
        }
        return badParameter(refused)
                .map(name -> new BadSetting(Setting.SOHO_DB_URL, "has a bad parameter: " + name, refused))
                .orElseGet(() -> unreachable(reason(refused), refused));
    }

    private static boolean isServers(SQLException refused) {
        return refused instanceof PSQLException answer && answer.getServerErrorMessage() != null;
    }

    /**
     * The parameter of the URL that the driver complains of, if any. It has no one code for them, and its messages are in the
     * machine's language, but quote name and value; a value that the driver knows is in order, only no server fits it.
     */
    private Optional<String> badParameter(SQLException refused) {
        String complaint = lower(String.valueOf(refused.getMessage()));
        return isServers(refused)
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
