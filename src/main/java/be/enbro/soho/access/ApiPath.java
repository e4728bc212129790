package be.enbro.soho.access;

import jakarta.ws.rs.HttpMethod;

/** Determines from the text of a path, with or without a leading slash, which callers it is for. */
public final class ApiPath {
    private static final String PARTNERS = "api/v1";
    private static final String OPERATORS = "operator/v1";
    private static final String PING = "api/v1/ping";

    private ApiPath() {}

    /**
     * Returns whether the path is under {@code /api/v1} and not public: 401 without a partner's token, whether it
     * exists or not.
     */
    public static boolean isPartners(String path) {
        return isUnder(PARTNERS, path) && !isPublic(path);
    }

    /**
     * Returns whether the path is under {@code /operator/v1}: 401 without the operator's token, whether it exists or
     * not.
     */
    public static boolean isOperators(String path) {
        return isUnder(OPERATORS, path);
    }

    /** Returns whether the path is public, for any method. */
    static boolean isPublic(String path) {
        int start = start(path);
        return path.startsWith(PING, start) && path.length() == start + PING.length();
    }

    /**
     * Returns whether a token that may only read is rejected for this method and path, whether the path exists or not.
     * Other requests are decided by the resource method ({@link AccessFeature}).
     */
    public static boolean isWrite(String method, String path) {
        return switch (method) {
            case HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS -> false;
            case HttpMethod.POST -> !path.endsWith("/check") && !path.endsWith("/search");
            default -> true;
        };
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
