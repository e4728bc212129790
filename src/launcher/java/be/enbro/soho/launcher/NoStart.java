package be.enbro.soho.launcher;

/** The server cannot start; the message is the one line that tells the operator why. */
final class NoStart extends RuntimeException {
    private final boolean told;

    NoStart(String line) {
        this(line, null);
    }

    NoStart(String line, Throwable cause) {
        this(line, false, cause);
    }

    private NoStart(String line, boolean told, Throwable cause) {
        super(line, cause);
        this.told = told;
    }

    /** The application could not start; it has said why itself, or else the server's log says it. */
    static NoStart ofApplication(Throwable cause) {
        boolean explained = StartLog.releaseUnlessExplained();
        return new NoStart("the application cannot start, see the log above", explained, cause);
    }

    boolean told() {
        return told;
    }
}
