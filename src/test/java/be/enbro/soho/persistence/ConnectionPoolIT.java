package be.enbro.soho.persistence;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the pool with two servers, of which the writable one is the primary. */
class ConnectionPoolIT {
    private static final int CONNECTIONS = 4;
    private static final int RECOVERY_SECONDS = 10;

    private EmbeddedPostgres first;
    private EmbeddedPostgres second;

    @BeforeEach
    void two_servers() throws IOException, SQLException {
        first = EmbeddedPostgres.start();
        second = EmbeddedPostgres.start();
        for (EmbeddedPostgres server : List.of(first, second)) {
            execute(server.getPostgresDatabase(), "CREATE TABLE written (number integer)");
        }
        System.setProperty(
                "soho.db.url",
                "jdbc:postgresql://localhost:%d,localhost:%d/postgres?user=postgres&targetServerType=primary"
                        .formatted(first.getPort(), second.getPort()));
    }

    @AfterEach
    void stop() throws IOException {
        ConnectionPool.close();
        System.clearProperty("soho.db.url");
        first.close();
        second.close();
    }

    @Test
    void connections_are_replaced_when_a_write_check_fails() throws SQLException {
        DataSource pool = ConnectionPool.open();
        assertEquals(Set.of(first.getPort()), portsOfMany(pool));

        beReadOnly(first);

        await("the second alone")
                .atMost(Duration.ofSeconds(RECOVERY_SECONDS))
                .until(() -> ConnectionPool.unavailableReason().isEmpty()
                        && portsOfMany(pool).equals(Set.of(second.getPort())));
    }

    @Test
    void connections_are_replaced_when_a_write_is_rejected_as_read_only() throws SQLException {
        DataSource pool = ConnectionPool.open();
        assertEquals(Set.of(first.getPort()), portsOfMany(pool));

        beReadOnly(first);
        await("a refusal").atMost(Duration.ofSeconds(RECOVERY_SECONDS)).until(() -> isRejected(pool));

        await("the second alone").atMost(Duration.ofSeconds(RECOVERY_SECONDS)).until(() -> portsOfMany(pool)
                .equals(Set.of(second.getPort())));
    }

    private static void beReadOnly(EmbeddedPostgres server) throws SQLException {
        execute(server.getPostgresDatabase(), "ALTER SYSTEM SET default_transaction_read_only = on");
        execute(server.getPostgresDatabase(), "SELECT pg_reload_conf()");
    }

    private static boolean isRejected(DataSource pool) {
        try {
            execute(pool, "INSERT INTO written VALUES (1)");
            return false;
        } catch (SQLException readOnly) {
            return "25006".equals(readOnly.getSQLState());
        }
    }

    /** Returns the ports of the servers of many connections that are open at once. */
    private static Set<Integer> portsOfMany(DataSource pool) {
        List<Connection> open = new ArrayList<>();
        Set<Integer> ports = new TreeSet<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(pool.getConnection());
            }
            for (Connection connection : open) {
                ports.add(port(connection));
                connection.close();
            }
            return ports;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static int port(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT current_setting('port')::int")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
