package be.enbro.soho.launcher;

/** The server cannot start; the message is the one line that tells the operator why. */
final class NoStart extends RuntimeException {
    NoStart(String line) {
        super(line);
    }

    NoStart(String line, Throwable cause) {
        super(line, cause);
    }
}
