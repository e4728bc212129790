package be.enbro.soho.incontainer;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** A transaction of the beans' caller; rolled back on close unless it was committed. */
public final class CallersTransaction implements AutoCloseable {
    private final UserTransaction transaction;

    private CallersTransaction(UserTransaction transaction) {
        this.transaction = transaction;
    }

    /** Begins a transaction on this thread. */
    public static CallersTransaction begin() throws NamingException, NotSupportedException, SystemException {
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        transaction.begin();
        return new CallersTransaction(transaction);
    }

    /** Commits the transaction unless it is marked for rollback. */
    public void commit() throws RollbackException {
        try {
            transaction.commit();
        } catch (RollbackException doomed) {
            throw doomed;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** Rolls the transaction back. */
    public void rollback() throws SystemException {
        transaction.rollback();
    }

    @Override
    public void close() throws SystemException {
        if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
            rollback();
        }
    }
}
