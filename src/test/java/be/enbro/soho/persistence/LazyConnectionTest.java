package be.enbro.soho.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the pool of a server asks at each of its lendings, answered without one of ours. */
class LazyConnectionTest {
    @Test
    void tellsItsClientInfoWithoutBorrowing() throws SQLException {
        Connection lent = lent();
        assertEquals(new Properties(), lent.getClientInfo());
        assertNull(lent.getClientInfo("ApplicationName"));
    }

    private static Connection lent() {
        return proxy(Connection.class, new LazyConnection(proxy(DataSource.class, (pool, asked, arguments) -> {
            throw new AssertionError("borrowed for " + asked.getName());
        })));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
