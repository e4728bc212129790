package be.enbro.soho.settings;

/** A setting that the server cannot start with; the message is the one line that names it and never holds its value. */
public final class BadSetting extends RuntimeException {
    public BadSetting(Setting setting, String problem) {
        super(setting + " " + problem);
    }

    public BadSetting(Setting setting, String problem, Throwable cause) {
        super(setting + " " + problem, cause);
    }
}
