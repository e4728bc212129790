package be.enbro.soho.persistence;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's transactions, as the standard lets an application see them. */
final class Transactions {
    private Transactions() {}

    /** Whether this thread is in one. */
    static boolean isActive() {
        return Registry.SERVERS.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    private static final class Registry {
        private static final TransactionSynchronizationRegistry SERVERS = lookUp();

        private static TransactionSynchronizationRegistry lookUp() {
            try {
                return InitialContext.doLookup("java:comp/TransactionSynchronizationRegistry");
            } catch (NamingException everyServerHasIt) {
                throw new IllegalStateException(everyServerHasIt);
            }
        }
    }
}
