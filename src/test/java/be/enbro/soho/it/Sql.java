package be.enbro.soho.it;

import be.enbro.soho.settings.Setting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Executes each statement in its own session and transaction, so that it sees committed data only. */
public record Sql(DataSource database) {

    /** Returns an instance for the database of the settings, bypassing the application and its pool. */
    public static Sql ofSettings() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        Setting.SOHO_DB_URL.value().ifPresent(database::setUrl);
        Setting.SOHO_DB_USER.value().ifPresent(database::setUser);
        Setting.SOHO_DB_PASSWORD.value().ifPresent(database::setPassword);
        return new Sql(database);
    }

    /** Returns the number of changed rows. */
    public int update(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns the first column of the only row as a number. */
    public long number(String sql, Object... parameters) {
        return Long.parseLong(text(sql, parameters));
    }

    /** Returns the first column of the only row as text. */
    public String text(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
