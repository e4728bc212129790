package be.enbro.soho.http;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import jakarta.servlet.ServletRequest;

/**
 * The separate listener of the operator API if SOHO_OPERATOR_PORT is set: it serves that API and the node's health, and
 * the other listeners serve everything else (contract extensions, section 1).
 */
public final class OperatorListener {
    private static final int NONE = 0;

    private OperatorListener() {}

    /**
     * The setting, 1 to 65535, or 0 if it is not set.
     *
     * @throws BadSetting if it is anything else
     */
    public static int port() {
        return Setting.SOHO_OPERATOR_PORT.value().isEmpty() ? NONE : Setting.SOHO_OPERATOR_PORT.number(NONE, 1, 65_535);
    }

    /** Returns whether the path does not exist at the listener that received the request. */
    static boolean hides(ServletRequest request, String path) {
        if (Own.PORT == NONE || path.startsWith("/health/")) {
            return false;
        }
        return isOwn(request) != (path.equals("/operator") || path.startsWith("/operator/"));
    }

    /** Returns whether the listener that received the request serves the operator. */
    static boolean admits(ServletRequest request) {
        return Own.PORT == NONE || isOwn(request);
    }

    private static boolean isOwn(ServletRequest request) {
        return request.getLocalPort() == Own.PORT;
    }

    /** Read once, at the first request; a bad setting prevents the start before that. */
    private static final class Own {
        private static final int PORT = port();
    }
}
