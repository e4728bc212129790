package be.enbro.soho.launcher;

/** Thrown if the server cannot start; the message is the line that tells the operator why. */
final class StartupException extends RuntimeException {
    private final boolean told;

    StartupException(String line) {
        this(line, null);
    }

    StartupException(String line, Throwable cause) {
        this(line, false, cause);
    }

    private StartupException(String line, boolean told, Throwable cause) {
        super(line, cause);
        this.told = told;
    }

    /**
     * Creates the exception for an application that could not start; the application or the server has logged the
     * reason.
     */
    static StartupException ofApplication(Throwable cause) {
        boolean explained = StartLog.releaseUnlessExplained();
        return new StartupException("the application cannot start, see the log above", explained, cause);
    }

    boolean told() {
        return told;
    }
}
