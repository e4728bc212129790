package be.enbro.soho.launcher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Demo data for a first call: an organisation with a token, and two suppliers. */
record DemoData(DataSource database) {
    private static final List<String> SUPPLIERS = List.of("Demo Energie", "Demo Gas");

    /**
     * Fills a database that has no organisation yet. The token is shown before the transaction is committed: otherwise
     * a crash in between would leave an organisation with a token that nobody has seen.
     *
     * @param output shows a line to the operator
     */
    void fill(Consumer<String> output) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE organisations IN EXCLUSIVE MODE");
            if (!isEmpty(statement)) {
                return;
            }
            output.accept(insert(connection));
            connection.commit();
        }
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM organisations LIMIT 1")) {
            return !rows.next();
        }
    }

    private static String insert(Connection connection) throws SQLException {
        String token = Secret.random();
        try (PreparedStatement organisation = connection.prepareStatement(
                """
                WITH demo AS (
                  INSERT INTO organisations (name, domain, created_at) VALUES ('Demo', 'demo', now()) RETURNING id)
                INSERT INTO access_tokens (organisation_id, label, token_hash, created_at)
                SELECT id, 'demo', ?, now() FROM demo
                """)) {
            organisation.setBytes(1, sha256(token));
            organisation.executeUpdate();
        }
        try (PreparedStatement supplier =
                connection.prepareStatement("INSERT INTO suppliers (name, created_at) VALUES (?, now())")) {
            for (String name : SUPPLIERS) {
                supplier.setString(1, name);
                supplier.executeUpdate();
            }
        }
        return token;
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
