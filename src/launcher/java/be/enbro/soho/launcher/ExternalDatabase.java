package be.enbro.soho.launcher;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;

/** The PostgreSQL that {@code SOHO_DB_URL} names. */
final class ExternalDatabase {
    private static final int CONNECT_SECONDS = 5;
    private static final int LOGIN_SECONDS = 10;
    private static final int ENTIRELY_SECONDS = 20;

    /** Held, or its level would be forgotten: the driver warns of what we say better, and may quote the URL. */
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private final PGSimpleDataSource source;

    private ExternalDatabase(PGSimpleDataSource source) {
        this.source = source;
    }

    static ExternalDatabase at(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new BadSetting(Setting.SOHO_DB_URL, "must begin with jdbc:postgresql:");
        }
        DRIVER.setLevel(Level.OFF);
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(url);
        } catch (IllegalArgumentException invalid) {
            throw new BadSetting(Setting.SOHO_DB_URL, "is not a JDBC URL of PostgreSQL");
        }
        Setting.SOHO_DB_USER.value().ifPresent(source::setUser);
        Setting.SOHO_DB_PASSWORD.value().ifPresent(source::setPassword);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(LOGIN_SECONDS);
        source.setSocketTimeout(LOGIN_SECONDS);
        return new ExternalDatabase(source);
    }

    /** Ends quietly if the database lets us in, else with {@link BadSetting}; takes 20 seconds at most. */
    void check() {
        CompletableFuture<Void> answer = CompletableFuture.runAsync(this::connect);
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
            throw new NoStart("stopped while the database was asked", stopped);
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

    private void connect() {
        try (Connection connection = source.getConnection()) {
            connection.createStatement().execute("SELECT 1");
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
        return unreachable(reason(refused), refused);
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
