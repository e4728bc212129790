package be.enbro.soho.access;

/** Reads from the text of a path, which may begin with a slash or not, whom the paths below it are for. */
public final class ApiPath {
    private static final String PARTNERS = "api/v1";
    private static final String OPERATORS = "operator/v1";
    private static final String PING = "api/v1/ping";

    private ApiPath() {}

    /** Whether it is under {@code /api/v1} and not public: 401 without a partner's token, whether it exists or not. */
    public static boolean isPartners(String path) {
        return isUnder(PARTNERS, path) && !isPublic(path);
    }

    /** Whether it is under {@code /operator/v1}: 401 without the operator's token, whether it exists or not. */
    public static boolean isOperators(String path) {
        return isUnder(OPERATORS, path);
    }

    /** Whether it is open to anybody, by any method. */
    static boolean isPublic(String path) {
        int start = start(path);
        return path.startsWith(PING, start) && path.length() == start + PING.length();
    }

    private static boolean isUnder(String root, String path) {
        int start = start(path);
        int end = start + root.length();
        return path.startsWith(root, start) && (path.length() == end || path.charAt(end) == '/');
    }

    private static int start(String path) {
        return path.startsWith("/") ? 1 : 0;
    }
}
