package be.enbro.soho.persistence;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Access to the server's transactions through the standard API. */
final class Transactions {
    private Transactions() {}

    /** Returns whether this thread is in a transaction. */
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
