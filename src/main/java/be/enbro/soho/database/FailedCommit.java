package be.enbro.soho.database;

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

    /** What lies behind a failure of this thread: the commit that failed before it, if one did, else the failure itself. */
    public static Throwable behind(Throwable failure) {
        SQLException commit = LAST.get();
        LAST.remove();
        return commit == null ? failure : commit;
    }
}
