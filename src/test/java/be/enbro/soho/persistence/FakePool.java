package be.enbro.soho.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** A pool without a database: it notes the calls of each connection it lends, and fails those it is told to. */
final class FakePool {
    /** The calls of each connection lent, in order: {@code setAutoCommit(false)}, {@code commit}, {@code close}. */
    final List<List<String>> lent = new ArrayList<>();

    private final Map<String, SQLException> failures = new HashMap<>();

    DataSource dataSource() {
        return proxy(DataSource.class, (pool, method, arguments) -> {
            failIfTold(method.getName());
            return lend();
        });
    }

    /** Fails the next call of a method, {@code getConnection} among them. */
    SQLException failNext(String method) {
        SQLException failure = new SQLException(method, "08006");
        failures.put(method, failure);
        return failure;
    }

    /** The calls of the connection lent last. */
    List<String> last() {
        return lent.get(lent.size() - 1);
    }

    private Connection lend() {
        List<String> calls = new ArrayList<>();
        lent.add(calls);
        return proxy(Connection.class, (connection, method, arguments) -> {
            if (method.getName().equals("isClosed")) {
                return calls.contains("lost");
            }
            calls.add(call(method, arguments));
            failIfTold(method.getName());
            return Statement.class.isAssignableFrom(method.getReturnType()) ? statement(calls) : null;
        });
    }

    private PreparedStatement statement(List<String> calls) {
        return proxy(PreparedStatement.class, (statement, method, arguments) -> {
            String name = "statement." + method.getName();
            calls.add(name);
            failIfTold(name);
            return method.getReturnType() == boolean.class ? false : null;
        });
    }

    private void failIfTold(String method) throws SQLException {
        SQLException failure = failures.remove(method);
        if (failure != null) {
            throw failure;
        }
    }

    private static String call(Method method, Object[] arguments) {
        boolean isFlag = arguments != null && arguments[0] instanceof Boolean;
        return isFlag ? method.getName() + "(" + arguments[0] + ")" : method.getName();
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(FakePool.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
