package be.enbro.soho.settings;

/**
 * Thrown if a setting prevents the start; the message is one line that names the setting and never contains its value.
 */
public final class BadSetting extends RuntimeException {
    public BadSetting(Setting setting, String problem) {
        super(setting + " " + problem);
    }

    public BadSetting(Setting setting, String problem, Throwable cause) {
        super(setting + " " + problem, cause);
    }
}
