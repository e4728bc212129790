package be.enbro.soho.http;

import be.enbro.soho.settings.BadSetting;
import be.enbro.soho.settings.Setting;
import jakarta.servlet.ServletRequest;

/**
 * The listener that the operator's API has for itself if SOHO_OPERATOR_PORT is set: it serves that API and the node's health,
 * and the other listeners serve all else (contract extensions, section 1).
 */
public final class OperatorListener {
    private static final int NONE = 0;

    private OperatorListener() {}

    /** The setting, 1 to 65535, or 0 if it is not set; {@link BadSetting} for anything else. */
    public static int port() {
        return Setting.SOHO_OPERATOR_PORT.value().isEmpty() ? NONE : Setting.SOHO_OPERATOR_PORT.number(NONE, 1, 65_535);
    }

    /** Whether the request's path is not to be found at the listener that it came to. */
    static boolean hides(ServletRequest request, String path) {
        if (Own.PORT == NONE || path.startsWith("/health/")) {
            return false;
        }
        return isOwn(request) != (path.equals("/operator") || path.startsWith("/operator/"));
    }

    /** Whether the operator may be served at the listener that the request came to. */
    static boolean admits(ServletRequest request) {
        return Own.PORT == NONE || isOwn(request);
    }

    private static boolean isOwn(ServletRequest request) {
        return request.getLocalPort() == Own.PORT;
    }

    /** Read once, at the first request; a bad setting has kept the server from starting by then. */
    private static final class Own {
        private static final int PORT = port();
    }
}
