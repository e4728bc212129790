package be.enbro.soho.persistence;

import be.enbro.soho.postgresql.SessionCheck;
import be.enbro.soho.postgresql.Sessions;
import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/** Migrates the schema at start-up. If several nodes start at once, one migrates and the others wait. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = "java:app/jdbc/soho",
        className = "be.enbro.soho.persistence.LazyDataSource",
        minPoolSize = 0,
        maxPoolSize = 1_000,
        properties = "description=lends connections of the application's own pool")
public class Migration {
    private static final System.Logger LOG = System.getLogger(Migration.class.getName());

    /** A failing start must end within 30 seconds (rules, section 9), most of which the server itself may need. */
    private static final Duration LOCKED_OUT_AFTER = Duration.ofSeconds(8);

    private static final int PAUSE_MILLISECONDS = 500;

    @PostConstruct
    void migrate() {
        try {
            SessionCheck.run();
            MigrateResult result = migrateWithRetries();
            LOG.log(
                    Level.INFO,
                    "database schema is at version {0}, {1} migrations carried out",
                    result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion,
                    Integer.toString(result.migrationsExecuted));
            adoptEvents();
            ConnectionPool.open();
        } catch (SQLException | FlywayException failure) {
            throw logged(new BadSetting(
                    Setting.SOHO_DB_URL,
                    "names a database that cannot be reached or migrated: " + SqlErrors.message(failure)));
        } catch (BadSetting bad) {
            throw logged(bad);
        }
    }

    /** Prepares the ledger after a restore from a dump; otherwise its feed would wait for the other database's transactions. */
    private static void adoptEvents() throws SQLException {
        try (Connection session = Sessions.forMigrations().getConnection();
                Statement statement = session.createStatement();
                ResultSet adopted = statement.executeQuery("SELECT adopt_events()")) {
            adopted.next();
            if (adopted.getBoolean(1)) {
                LOG.log(
                        Level.WARNING,
                        "the database was restored from a dump: all cursors of the change feed have expired");
            }
        }
    }

    @PreDestroy
    void close() {
        ConnectionPool.close();
    }

    private static BadSetting logged(BadSetting problem) {
        LOG.log(Level.ERROR, problem.getMessage());
        return problem;
    }

    /** Retries while another session holds a lock that the migration needs. */
    private static MigrateResult migrateWithRetries() {
        Flyway flyway = Flyway.configure(Migration.class.getClassLoader())
                .dataSource(Sessions.forMigrations())
                .load();
        long end = System.nanoTime() + LOCKED_OUT_AFTER.toNanos();
        while (true) {
            try {
                return flyway.migrate();
            } catch (FlywayException failure) {
                if (!SqlErrors.isLockTimeout(failure) || System.nanoTime() > end) {
                    throw failure;
                }
                pause();
            }
        }
    }

    /** Gives way to the statements that queued up behind the migration's lock. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
