package be.enbro.soho.incontainer;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** A transaction of whoever calls the beans: rolled back in the end unless it was committed. */
public final class CallersTransaction implements AutoCloseable {
    private final UserTransaction transaction;

    private CallersTransaction(UserTransaction transaction) {
        this.transaction = transaction;
    }

    /** Begins one on this thread. */
    public static CallersTransaction begin() throws NamingException, NotSupportedException, SystemException {
        UserTransaction transaction = InitialContext.doLookup("java:comp/UserTransaction");
        transaction.begin();
        return new CallersTransaction(transaction);
    }

    /** Commits it, if nobody marked it for rollback. */
    public void commit() throws RollbackException {
        try {
            transaction.commit();
        } catch (RollbackException doomed) {
            throw doomed;
        } catch (Exception unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /** Takes back what was done in it. */
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
