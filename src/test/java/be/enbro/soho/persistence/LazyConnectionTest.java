package be.enbro.soho.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LazyConnectionTest {
    private final FakePool pool = new FakePool();
    private boolean transactionIsActive;
    private final Connection connection =
            FakePool.proxy(Connection.class, new LazyConnection(pool.dataSource(), () -> transactionIsActive));

    @AfterEach
    void forget() {
        FailedCommit.clear();
        ConnectionShare.end();
    }

    // without a statement

    @Test
    void questions_that_a_server_asks_at_each_lending_borrow_nothing() throws SQLException {
        assertEquals(new Properties(), connection.getClientInfo());
        assertNull(connection.getClientInfo("ApplicationName"));
        assertTrue(connection.isValid(1));
        assertNull(connection.getWarnings());
        assertTrue(connection.getAutoCommit());
        assertFalse(connection.isReadOnly());
        assertFalse(connection.isClosed());
        assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());

        assertLent();
    }

    @Test
    void changes_that_a_server_makes_at_each_lending_borrow_nothing() throws SQLException {
        connection.clearWarnings();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setClientInfo("ApplicationName", "server");
        connection.setAutoCommit(false);
        connection.setAutoCommit(true);

        assertLent();
    }

    @Test
    void a_transaction_without_a_statement_borrows_nothing() throws SQLException {
        begin();
        connection.commit();
        begin();
        connection.rollback();

        assertLent();
    }

    @Test
    void a_call_of_its_own_borrows_for_its_duration() throws SQLException {
        connection.getMetaData();

        assertLent(List.of("getMetaData", "close"));
    }

    @Test
    void a_closed_connection_borrows_nothing() throws SQLException {
        connection.close();

        assertTrue(connection.isClosed());
        assertFalse(connection.isValid(1));
        assertEquals("08003", assertThrows(SQLException.class, this::open).getSQLState());
        assertLent();
    }

    // outside a transaction

    @Test
    void a_statement_borrows_until_its_close() throws SQLException {
        PreparedStatement statement = open();
        assertLent(List.of("prepareStatement"));

        statement.execute();
        statement.close();
        assertLent(List.of("prepareStatement", "statement.execute", "statement.close", "close"));
    }

    @Test
    void statements_share_a_connection_until_the_last_of_them_is_closed() throws SQLException {
        PreparedStatement first = open();
        Statement second = connection.createStatement();
        first.close();
        assertFalse(isReturned());

        second.close();
        assertReturnedOnce();
        assertEquals(1, pool.lent.size());
    }

    @Test
    void a_second_close_of_a_statement_does_not_count() throws SQLException {
        PreparedStatement first = open();
        PreparedStatement second = open();
        first.close();
        first.close();
        assertFalse(isReturned());

        second.close();
        assertReturnedOnce();
    }

    @Test
    void a_statement_whose_close_fails_returns_the_connection() throws SQLException {
        PreparedStatement statement = open();
        SQLException failure = pool.failNext("statement.close");

        assertSame(failure, assertThrows(SQLException.class, statement::close));
        assertReturnedOnce();
    }

    @Test
    void a_statement_that_cannot_be_opened_returns_the_connection() throws SQLException {
        SQLException failure = pool.failNext("prepareStatement");

        assertSame(failure, assertThrows(SQLException.class, this::open));
        assertReturnedOnce();
    }

    @Test
    void a_failed_statement_throws_the_drivers_exception() throws SQLException {
        PreparedStatement statement = open();
        SQLException failure = pool.failNext("statement.execute");

        assertSame(failure, assertThrows(SQLException.class, statement::execute));
        assertFalse(isReturned());
    }

    @Test
    void closing_with_open_statements_returns_the_connection_once() throws SQLException {
        PreparedStatement first = open();
        PreparedStatement second = open();
        connection.close();
        first.close();
        second.close();
        connection.close();

        assertReturnedOnce();
    }

    @Test
    void auto_commit_off_without_a_transaction_of_the_server_begins_none() throws SQLException {
        connection.setAutoCommit(false);
        open().close();

        assertLent(List.of("prepareStatement", "statement.close", "close"));
    }

    @Test
    void a_lost_connection_is_replaced() throws SQLException {
        open();
        loseConnection();
        open().close();

        assertLent(
                List.of("prepareStatement", "lost", "close"), List.of("prepareStatement", "statement.close", "close"));
    }

    @Test
    void closing_a_statement_of_a_lost_connection_keeps_its_replacement() throws SQLException {
        PreparedStatement lost = open();
        loseConnection();
        PreparedStatement statement = open();
        lost.close();
        assertFalse(isReturned());

        statement.close();
        assertReturnedOnce();
    }

    @Test
    void the_last_statement_of_a_lost_connection_returns_it() throws SQLException {
        PreparedStatement statement = open();
        loseConnection();
        statement.close();

        assertReturnedOnce();
    }

    // in a transaction

    @Test
    void statements_share_a_connection_until_the_end_of_the_transaction() throws SQLException {
        begin();
        open().close();
        open().close();
        connection.getMetaData();
        assertFalse(isReturned());

        connection.commit();
        assertLent(List.of(
                "setAutoCommit(false)",
                "prepareStatement",
                "statement.close",
                "prepareStatement",
                "statement.close",
                "getMetaData",
                "commit",
                "close"));
    }

    @Test
    void the_next_transaction_borrows_anew() throws SQLException {
        begin();
        open().close();
        connection.rollback();
        assertReturnedOnce();

        begin();
        open().close();
        connection.commit();
        assertReturnedOnce();
        assertEquals(2, pool.lent.size());
    }

    @Test
    void a_failed_commit_is_noted_and_returns_the_connection() throws SQLException {
        begin();
        open();
        SQLException failure = pool.failNext("commit");

        assertSame(failure, assertThrows(SQLException.class, connection::commit));
        assertSame(failure, FailedCommit.causeOf(new IllegalStateException("the server's")));
        assertReturnedOnce();
    }

    @Test
    void a_failed_rollback_is_silent_and_returns_the_connection() throws SQLException {
        begin();
        open();
        pool.failNext("rollback");
        connection.rollback();

        assertReturnedOnce();
        IllegalStateException another = new IllegalStateException();
        assertSame(another, FailedCommit.causeOf(another));
    }

    @Test
    void a_rollback_to_a_savepoint_keeps_the_connection() throws SQLException {
        begin();
        Savepoint savepoint = connection.setSavepoint();
        open().close();
        connection.rollback(savepoint);
        assertFalse(isReturned());

        connection.commit();
        assertLent(List.of(
                "setAutoCommit(false)",
                "setSavepoint",
                "prepareStatement",
                "statement.close",
                "rollback",
                "commit",
                "close"));
    }

    @Test
    void a_statement_that_cannot_be_opened_leaves_the_transaction_its_connection() throws SQLException {
        begin();
        SQLException failure = pool.failNext("prepareStatement");

        assertSame(failure, assertThrows(SQLException.class, this::open));
        assertFalse(isReturned());
        connection.rollback();
        assertReturnedOnce();
    }

    @Test
    void a_lost_connection_is_not_replaced_within_a_transaction() throws SQLException {
        begin();
        open();
        loseConnection();
        open();

        assertEquals(1, pool.lent.size());
    }

    @Test
    void closing_ends_the_loan_of_a_transaction() throws SQLException {
        begin();
        PreparedStatement statement = open();
        connection.close();
        statement.close();

        assertReturnedOnce();
    }

    @Test
    void auto_commit_can_be_turned_off_under_an_open_statement() throws SQLException {
        PreparedStatement statement = open();
        begin();
        statement.close();
        assertFalse(isReturned());

        connection.commit();
        assertLent(List.of("prepareStatement", "setAutoCommit(false)", "statement.close", "commit", "close"));
    }

    @Test
    void auto_commit_turned_on_again_returns_the_connection() throws SQLException {
        begin();
        open().close();
        connection.setAutoCommit(true);

        assertLent(
                List.of("setAutoCommit(false)", "prepareStatement", "statement.close", "setAutoCommit(true)", "close"));
    }

    @Test
    void a_statement_that_outlives_the_transaction_does_not_count_in_the_next() throws SQLException {
        PreparedStatement old = open();
        begin();
        connection.commit();
        old.close();
        connection.setAutoCommit(true);

        open().close();
        assertReturnedOnce();
    }

    // failing to borrow

    @Test
    void a_pool_that_lends_nothing_leaves_the_connection_and_the_share_usable() throws SQLException {
        ConnectionShare.begin(2_000_001);
        for (int i = 0; i < 17; i++) {
            SQLException failure = pool.failNext("getConnection");
            assertSame(failure, assertThrows(SQLException.class, this::open));
        }

        open().close();
        assertReturnedOnce();
    }

    @Test
    void a_connection_that_is_lost_as_the_transaction_begins_is_returned_and_its_share_too() throws SQLException {
        ConnectionShare.begin(2_000_002);
        begin();
        for (int i = 0; i < 13; i++) {
            SQLException failure = pool.failNext("setAutoCommit");
            assertSame(failure, assertThrows(SQLException.class, this::open));
            assertReturnedOnce();
        }

        open().close();
        connection.commit();
        assertReturnedOnce();
    }

    @Test
    void a_connection_whose_return_fails_gives_its_share_back() throws SQLException {
        ConnectionShare.begin(2_000_003);
        for (int i = 0; i < 17; i++) {
            PreparedStatement statement = open();
            SQLException failure = pool.failNext("close");
            assertSame(failure, assertThrows(SQLException.class, statement::close));
            assertReturnedOnce();
        }
    }

    private void begin() throws SQLException {
        transactionIsActive = true;
        connection.setAutoCommit(false);
    }

    private PreparedStatement open() throws SQLException {
        return connection.prepareStatement("SELECT 1");
    }

    private void loseConnection() {
        pool.last().add("lost");
    }

    private boolean isReturned() {
        return pool.last().contains("close");
    }

    private void assertReturnedOnce() {
        assertEquals(1, pool.last().stream().filter("close"::equals).count(), pool.lent::toString);
    }

    @SafeVarargs
    private void assertLent(List<String>... calls) {
        assertEquals(List.of(calls), pool.lent);
    }
}
