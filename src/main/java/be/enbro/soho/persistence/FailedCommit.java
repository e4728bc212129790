package be.enbro.soho.persistence;

import java.sql.SQLException;

/**
 * The cause of the last failed commit on this thread. Servers report a failed commit by an exception of their own that
 * loses the {@link SQLException}, and with it whether the database is unavailable.
 */
public final class FailedCommit {
    private static final ThreadLocal<SQLException> LAST = new ThreadLocal<>();

    private FailedCommit() {}

    static void set(SQLException failure) {
        LAST.set(failure);
    }

    /** Discards the failure that an earlier request left on this thread. */
    public static void clear() {
        LAST.remove();
    }

    /** Returns the failure, with the failed commit that preceded it as its cause, if any. */
    public static RuntimeException withCause(RuntimeException failure) {
        Throwable cause = causeOf(failure);
        return cause == failure ? failure : new IllegalStateException("the commit failed", cause);
    }

    /** Returns the failed commit that preceded a failure on this thread, or else the failure itself. */
    public static Throwable causeOf(Throwable failure) {
        SQLException commit = LAST.get();
        LAST.remove();
        return commit == null ? failure : commit;
    }
}
