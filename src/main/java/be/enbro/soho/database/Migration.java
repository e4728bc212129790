package be.enbro.soho.database;

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
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings the schema up to date when the server starts; of several nodes that start at once one does it, the others wait. */
@Startup
@Singleton
@TransactionManagement(TransactionManagementType.BEAN)
@DataSourceDefinition(
        name = "java:app/jdbc/soho",
        className = "be.enbro.soho.database.SohoDataSource",
        minPoolSize = 0,
        maxPoolSize = 1_000,
        properties = "description=lends connections of the application's own pool")
public class Migration {
    private static final System.Logger LOG = System.getLogger(Migration.class.getName());

    @PostConstruct
    void migrate() {
        try {
            MigrateResult result = Flyway.configure(Migration.class.getClassLoader())
                    .dataSource(ConnectionPool.patient())
                    .load()
                    .migrate();
            LOG.log(
                    Level.INFO,
                    "database schema is at version {0}, {1} migrations carried out",
                    result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion,
                    result.migrationsExecuted);
            ConnectionPool.open();
        } catch (FlywayException failure) {
            throw refused(new BadSetting(
                    Setting.SOHO_DB_URL, "names a database that cannot be reached or migrated: " + reason(failure)));
        } catch (BadSetting bad) {
            throw refused(bad);
        }
    }

    @PreDestroy
    void close() {
        ConnectionPool.close();
    }

    private static BadSetting refused(BadSetting problem) {
        LOG.log(Level.ERROR, problem.getMessage());
        return problem;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    }
}
