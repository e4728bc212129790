package be.enbro.soho.launcher;

/** The server cannot start; the message is the one line that tells the operator why. */
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

    /** The application could not start; it has said why itself, or else the server's log says it. */
    static StartupException ofApplication(Throwable cause) {
        boolean explained = StartLog.releaseUnlessExplained();
        return new StartupException("the application cannot start, see the log above", explained, cause);
    }

    boolean told() {
        return told;
    }
}
