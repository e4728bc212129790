package be.enbro.soho.persistence;

import java.sql.SQLException;

/**
 * Why the last commit on this thread failed. A server reports a failed commit in a class of its own that has lost the
 * {@link SQLException}, and with it whether the database is away.
 */
public final class FailedCommit {
    private static final ThreadLocal<SQLException> LAST = new ThreadLocal<>();

    private FailedCommit() {}

    static void note(SQLException failure) {
        LAST.set(failure);
    }

    /** Forgets what an earlier request left on this thread. */
    public static void forget() {
        LAST.remove();
    }

    /** A failure of this thread, with the commit that failed before it as its cause, if one did. */
    public static RuntimeException explained(RuntimeException failure) {
        Throwable cause = behind(failure);
        return cause == failure ? failure : new IllegalStateException("the commit failed", cause);
    }

    /** What lies behind a failure of this thread: the commit that failed before it, if one did, else the failure itself. */
    public static Throwable behind(Throwable failure) {
        SQLException commit = LAST.get();
        LAST.remove();
        return commit == null ? failure : commit;
    }
}
