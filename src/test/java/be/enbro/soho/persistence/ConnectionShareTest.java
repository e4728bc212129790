package be.enbro.soho.persistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the shares of a pool of 32 connections. */
class ConnectionShareTest {
    private static long organisation = 1_000_000;

    private final List<Runnable> held = new ArrayList<>();

    @BeforeEach
    void another_organisation() {
        ConnectionShare.begin(++organisation);
    }

    @AfterEach
    void no_organisation() {
        held.forEach(Runnable::run);
        ConnectionShare.end();
    }

    @Test
    void an_organisation_holds_half_of_the_pool_and_no_more() throws SQLException {
        hold(16, false);

        assertRejected(false);
        assertRejected(true);
    }

    @Test
    void transactions_leave_a_quarter_of_the_share_to_reads() throws SQLException {
        hold(12, true);

        assertRejected(true);
        hold(4, false);
    }

    @Test
    void a_returned_connection_can_be_borrowed_again() throws SQLException {
        hold(12, true);
        held.remove(0).run();
        hold(1, true);
        hold(4, false);

        assertRejected(false);
        held.remove(0).run();
        hold(1, false);
    }

    @Test
    void another_organisation_has_its_own_half() throws SQLException {
        hold(16, false);
        ConnectionShare.begin(++organisation);

        hold(16, false);
    }

    @Test
    void work_for_no_organisation_is_not_limited() throws SQLException {
        ConnectionShare.end();

        hold(1_000, true);
    }

    private void hold(int count, boolean forTransaction) throws SQLException {
        for (int i = 0; i < count; i++) {
            held.add(ConnectionShare.acquire(forTransaction));
        }
    }

    private static void assertRejected(boolean forTransaction) {
        SQLException refused =
                assertThrows(SQLTransientConnectionException.class, () -> ConnectionShare.acquire(forTransaction));
        assertEquals(Optional.of(UnavailableReason.SHARE_EMPTY), SqlErrors.reason(refused));
    }
}
