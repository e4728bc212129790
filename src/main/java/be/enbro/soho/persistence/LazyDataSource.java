package be.enbro.soho.persistence;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The data source named by {@code @DataSourceDefinition}, the only definition that all servers interpret alike. It
 * reads the settings itself and returns connections that hold no resources until they are used ({@link
 * LazyConnection}), so size, time-outs and recovery are those of {@link ConnectionPool}, whatever pool the server adds.
 */
public final class LazyDataSource implements DataSource {
    @Override
    public Connection getConnection() {
        return (Connection) Proxy.newProxyInstance(
                LazyDataSource.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new LazyConnection(ConnectionPool.open(), Transactions::isActive));
    }

    @Override
    public Connection getConnection(String user, String password) {
        return getConnection();
    }

    /** Ignored; WildFly requires this property. */
    public void setDescription(String description) {}

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new SQLException("wraps no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }
}
