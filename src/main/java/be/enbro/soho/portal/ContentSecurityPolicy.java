package be.enbro.soho.portal;

/** Documents load scripts, styles, images and fonts from this server only, and cannot be framed. */
final class ContentSecurityPolicy {
    private static final String EVERYWHERE = policy("'self'");

    /** Swagger UI sets styles in attributes. */
    private static final String REFERENCE = policy("'self' 'unsafe-inline'");

    private ContentSecurityPolicy() {}

    /** Returns the policy of the document at the path. */
    static String of(String path) {
        return path.equals(Page.REFERENCE.path()) ? REFERENCE : EVERYWHERE;
    }

    private static String policy(String styles) {
        return "default-src 'none'; script-src 'self'; style-src " + styles
                + "; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'none'; "
                + "frame-ancestors 'none'; base-uri 'none'";
    }
}
