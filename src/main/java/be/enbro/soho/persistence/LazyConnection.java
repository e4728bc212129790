package be.enbro.soho.persistence;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * A connection that borrows a pooled connection only while it needs one: from a transaction's first statement to its
 * end, or while a statement outside a transaction is open. A reflective proxy, which costs 1 to 2 µs per request,
 * because the servers' own pools differ too much to be configured alike (docs/decisions/0002).
 */
final class LazyConnection implements InvocationHandler {
    private static final System.Logger LOG = System.getLogger(LazyConnection.class.getName());

    private final DataSource pool;
    private final BooleanSupplier isTransactionActive;
    private Connection held;
    private Runnable shareRelease;
    private boolean inTransaction;
    private int openStatements;
    private boolean autoCommit = true;
    private boolean closed;

    LazyConnection(DataSource pool, BooleanSupplier isTransactionActive) {
        this.pool = pool;
        this.isTransactionActive = isTransactionActive;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "prepareStatement", "createStatement", "prepareCall" -> statement(method, arguments);
            case "getAutoCommit" -> autoCommit;
            case "setAutoCommit" -> setAutoCommit((Boolean) arguments[0]);
            case "commit" -> end(LazyConnection::commit);
            case "rollback" -> arguments == null ? end(LazyConnection::rollback) : borrowAndCall(method, arguments);
            case "close", "abort" -> close();
            case "isClosed" -> closed;
            case "isValid" -> !closed;
            case "getTransactionIsolation" -> Connection.TRANSACTION_READ_COMMITTED;
            case "isReadOnly" -> false;
            case "getWarnings" -> null;
            case "getClientInfo" -> arguments == null
                    ? new Properties()
                    : null; // called by Payara for every connection: 0.6 % of show
            case "beginRequest", "endRequest" -> null; // hints of the server's pool, not needed here
            case "clearWarnings", "setReadOnly", "setTransactionIsolation", "setHoldability", "setClientInfo" -> null;
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "LazyConnection";
            default -> borrowAndCall(method, arguments);
        };
    }

    private Object statement(Method method, Object[] arguments) throws Throwable {
        Statement statement = open(method, arguments);
        if (inTransaction) {
            return statement;
        }
        Connection lender = held;
        openStatements++;
        AtomicBoolean isOpen = new AtomicBoolean(true);
        Class<?> type = statement instanceof PreparedStatement ? method.getReturnType() : Statement.class;
        return Proxy.newProxyInstance(
                LazyConnection.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, called, values) -> called.getName().equals("close")
                        ? closeStatement(statement, lender, isOpen)
                        : call(statement, called, values));
    }

    private Statement open(Method method, Object[] arguments) throws Throwable {
        Connection connection = borrow();
        try {
            return (Statement) call(connection, method, arguments);
        } catch (SQLException | RuntimeException failure) {
            releaseUnlessNeeded();
            throw failure;
        }
    }

    /** Counts once, and only while the connection that opened the statement is held. */
    private Object closeStatement(Statement statement, Connection lender, AtomicBoolean isOpen) throws SQLException {
        if (!isOpen.getAndSet(false)) {
            return null;
        }
        try {
            statement.close();
        } finally {
            if (held == lender) {
                openStatements--;
                releaseUnlessNeeded();
            }
        }
        return null;
    }

    private Object setAutoCommit(boolean newValue) throws SQLException {
        if (newValue == autoCommit) {
            return null;
        }
        if (held != null) {
            held.setAutoCommit(newValue);
            inTransaction = !newValue;
        }
        autoCommit = newValue;
        releaseUnlessNeeded();
        return null;
    }

    private Object end(End end) throws SQLException {
        if (held == null) {
            return null;
        }
        try {
            end.of(held);
        } finally {
            release();
        }
        return null;
    }

    private static void commit(Connection connection) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException failure) {
            FailedCommit.set(failure);
            throw failure;
        }
    }

    /**
     * A lost connection has rolled back already. The failure is not thrown, because the server would keep this
     * connection in its pool in its present state.
     */
    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            LOG.log(Level.DEBUG, "rolled back by the end of the connection: {0}", SqlErrors.summary(lost));
        }
    }

    private Object borrowAndCall(Method method, Object[] arguments) throws Throwable {
        try {
            return call(borrow(), method, arguments);
        } finally {
            releaseUnlessNeeded();
        }
    }

    private Connection borrow() throws SQLException {
        if (closed) {
            throw new SQLException("the connection is closed", "08003");
        }
        if (held != null && !inTransaction && held.isClosed()) {
            release();
        }
        if (held == null) {
            acquire();
        }
        return held;
    }

    /**
     * A transaction is in progress only if the server's transaction manager says so as well: after a failed commit a
     * server may not restore auto-commit.
     */
    private void acquire() throws SQLException {
        inTransaction = !autoCommit && isTransactionActive.getAsBoolean();
        Runnable releaseShare = ConnectionShare.acquire(inTransaction);
        try {
            held = pool.getConnection();
        } catch (SQLException | RuntimeException failure) {
            releaseShare.run();
            throw failure;
        }
        shareRelease = releaseShare;
        try {
            if (inTransaction) {
                held.setAutoCommit(false);
            }
        } catch (SQLException | RuntimeException lost) {
            release();
            throw lost;
        }
    }

    private Object close() throws SQLException {
        closed = true;
        release();
        return null;
    }

    private void releaseUnlessNeeded() throws SQLException {
        if (!inTransaction && openStatements == 0) {
            release();
        }
    }

    private void release() throws SQLException {
        Connection returned = held;
        held = null;
        openStatements = 0;
        if (returned != null) {
            try {
                returned.close();
            } finally {
                shareRelease.run();
            }
        }
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }

    private interface End {
        void of(Connection connection) throws SQLException;
    }
}
