package be.enbro.soho.launcher;

/** Thrown if the server cannot start; the message is the line that tells the operator why. */
final class StartupException extends RuntimeException {
    private final boolean isReported;

    StartupException(String line) {
        this(line, null);
    }

    StartupException(String line, Throwable cause) {
        this(line, false, cause);
    }

    private StartupException(String line, boolean isReported, Throwable cause) {
        super(line, cause);
        this.isReported = isReported;
    }

    /**
     * Creates the exception for an application that could not start; the application or the server has logged the
     * reason.
     */
    static StartupException ofApplication(Throwable cause) {
        boolean explained = StartLog.releaseUnlessExplained();
        return new StartupException("the application cannot start, see the log above", explained, cause);
    }

    boolean isReported() {
        return isReported;
    }
}
